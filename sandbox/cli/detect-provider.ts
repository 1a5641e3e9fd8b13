import { senderKey } from '../../platform/context.ts';
import type { Inputs } from '../../providers/input-fields.ts';
import type { Provider } from '../../providers/provider.ts';
import { type RawRequest, readDelivery } from '../../verification/delivery.ts';
import { hmac } from '../../verification/hmac.ts';
import { isRejection, type Reason } from '../../verification/rejection.ts';
import type { Scheme } from '../../verification/scheme.ts';
import type { Verifier } from '../../verification/verify.ts';
import type { Capture } from './capture/capture.ts';
import { describeHeaders } from './header-names.ts';
import { PROVIDER_KEYS, PROVIDERS, providerOf } from './pick-provider.ts';
import { UsageError } from './usage-error.ts';

/** A provider whose signature or token a request has. */
interface Detected {
  readonly provider: Provider;
  /** Whether the signature also has the provider's format. */
  readonly isComplete: boolean;
}

const MISSING: readonly Reason[] = ['signature_missing', 'token_missing', 'ping_not_signed'];
const INCOMPLETE: readonly Reason[] = [
  'signature_malformed',
  'timestamp_missing',
  'timestamp_malformed',
  'id_missing',
  'id_malformed',
];

/** The verifier of a provider, for requests of any age. */
const verifierOf = ({ verifier }: Provider): Verifier => {
  const { scheme } = verifier;
  if (scheme.kind !== 'hmac' || !scheme.timestamp) return verifier;
  return hmac({ ...scheme, timestamp: { ...scheme.timestamp, tolerance: Number.POSITIVE_INFINITY } });
};

const VERIFIERS = PROVIDERS.map((provider) => ({ provider, verifier: verifierOf(provider) }));

// Without keys a verifier accepts no request, but its reason tells whether the request has a signature or a token.
const detect = (request: RawRequest): readonly Detected[] => {
  const delivery = readDelivery({ ...request, method: undefined });
  if (isRejection(delivery)) return [];
  return VERIFIERS.flatMap(({ provider, verifier }) => {
    const outcome = verifier.check(delivery, [], 0);
    const reason = isRejection(outcome) ? outcome.reason : undefined;
    if (reason && MISSING.includes(reason)) return [];
    return [{ provider, isComplete: !reason || !INCOMPLETE.includes(reason) }];
  });
};

const locationsIn = (scheme: Scheme): readonly string[] => {
  switch (scheme.kind) {
    case 'token':
      return [scheme.name.toLowerCase()];
    case 'hmac':
      return scheme.headers.map(({ signature }) => signature.toLowerCase());
    default:
      return scheme satisfies never;
  }
};

const rankOf = ({ provider, isComplete }: Detected): number => (isComplete ? 0 : 2) + (provider.sender ? 1 : 0);

/** Whether both read one header, which has the format of the first, or belongs to a provider with triggers for its own events. */
const isBetter = (one: Detected, other: Detected): boolean => {
  const locations = locationsIn(other.provider.verifier.scheme);
  return (
    rankOf(one) < rankOf(other) && locationsIn(one.provider.verifier.scheme).some((name) => locations.includes(name))
  );
};

/** The providers in whose format a request is signed. A token has no format. */
export const signersOf = (request: RawRequest): readonly Provider[] =>
  detect(request)
    .filter(({ provider, isComplete }) => isComplete && provider.verifier.scheme.kind !== 'token')
    .map(({ provider }) => provider);

/** The provider with this key or, without a key, the only provider whose signature or token the request has. */
export const pickProvider = (capture: Capture, key: string | undefined, input?: Inputs): Provider => {
  if (key !== undefined) return providerOf(key, input);
  const detected = detect(capture);
  const best = detected.filter((one) => !detected.some((other) => isBetter(other, one)));
  const [found, ...others] = best;
  if (found && others.length === 0) return found.provider;
  const matches = found
    ? `The request may come from ${best.map(({ provider }) => senderKey(provider)).join(' or ')}`
    : 'The request has no signature or token of a provider';
  const headers = found ? '' : ` ${describeHeaders(Object.keys(capture.headers))}`;
  throw new UsageError(`${matches}.${headers} Choose the provider with --provider: ${PROVIDER_KEYS}.`);
};
