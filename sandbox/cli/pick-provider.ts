import { integrations } from '../../integrations.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Event } from '../../triggers/define-event.ts';
import { readDelivery } from '../../verification/delivery.ts';
import { isRejection } from '../../verification/rejection.ts';
import type { Capture } from './capture/capture.ts';
import { describeHeaders } from './header-names.ts';
import { UsageError } from './usage-error.ts';

const PROVIDERS = integrations.map(({ provider }) => provider);

/** The keys of the providers, for help texts. */
export const PROVIDER_KEYS = PROVIDERS.map(({ key }) => key).join(', ');

/** Finds a provider by its key. */
export const providerOf = (key: string): Provider => {
  const provider = PROVIDERS.find((one) => one.key === key.toLowerCase());
  if (!provider) throw new UsageError(`There is no provider “${key}”. Choose one of ${PROVIDER_KEYS}.`);
  return provider;
};

/** Finds an event by the key of its trigger. */
export const eventOf = (key: string): Event => {
  const event = integrations.flatMap(({ events }) => events).find((one) => one.key === key);
  if (!event) throw new UsageError(`There is no trigger “${key}”. List the triggers with the command events.`);
  return event;
};

/** The first event of a provider, where any event works. */
export const firstEventOf = ({ key, label }: Provider): Event => {
  const [event] = integrations.find(({ provider }) => provider.key === key)?.events ?? [];
  if (!event) throw new UsageError(`${label} has no triggers.`);
  return event;
};

// Without keys a verifier accepts no request, but its reason tells whether the request has a signature or a token.
const hasSignature = ({ verifier }: Provider, capture: Capture): boolean => {
  const delivery = readDelivery({ ...capture, method: undefined });
  if (isRejection(delivery)) return false;
  const outcome = verifier.check(delivery, [], 0);
  return !isRejection(outcome) || !['signature_missing', 'token_missing'].includes(outcome.reason);
};

/** The provider with this key or, without a key, the only provider whose signature or token the request has. */
export const pickProvider = (capture: Capture, key: string | undefined): Provider => {
  if (key !== undefined) return providerOf(key);
  const [provider, ...others] = PROVIDERS.filter((one) => hasSignature(one, capture));
  if (provider && others.length === 0) return provider;
  const matches = provider
    ? `The request may come from ${[provider, ...others].map((one) => one.key).join(' or ')}`
    : 'The request has no signature or token of a provider';
  const headers = provider ? '' : ` ${describeHeaders(Object.keys(capture.headers))}`;
  throw new UsageError(`${matches}.${headers} Choose the provider with --provider: ${PROVIDER_KEYS}.`);
};
