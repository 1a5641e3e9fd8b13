import type { Bundle, ZObject } from 'zapier-platform-core';
import { cacheOf } from '../platform/cache.ts';
import { contextOf } from '../platform/context.ts';
import { type Claim, claim } from '../platform/deduplicate.ts';
import { appError, fieldLabels, haltedError } from '../platform/errors.ts';
import type { Context, Enrichment, Provider } from '../providers/provider.ts';
import { isRejection, REJECTIONS, type Rejection } from '../verification/rejection.ts';
import { type Body, parseBody, type Verified, type VerifiedDelivery, verify } from '../verification/verify.ts';
import { ANY_EVENT, type Event } from './define-event.ts';

/** Zapier's load balancer gives every request an id; a retry of Zapier's own brings the same one. Without it claims still work. */
const REQUEST_ID = 'x-request-id';

/** Zapier may come back later than it was asked to, and by then the delivery must not be too old: this many seconds are kept. */
const RETRY_MARGIN = 120;

/** `bundle.subscribeData` as this app's own subscribe made it; core's type knows only `id`. */
const subscriptionOf = (bundle: Bundle): Readonly<Record<string, unknown>> => bundle.subscribeData ?? {};

const readSecret = ({ secret }: Provider, call: Context, bundle: Bundle): string | undefined => {
  if (secret.from === 'connection') return call.auth[secret.field];
  const value = subscriptionOf(bundle)['secret'];
  return typeof value === 'string' ? value : undefined;
};

/** A rejection as the error that Zapier is to see: loud where the owner of the Zap can mend it, harmless where a stranger can cause it. */
export const rejectionError = (call: Pick<Context, 'z'>, provider: Provider, { reason }: Rejection): Error => {
  const { fault, what, remedy } = REJECTIONS[reason];
  if (fault === 'sender') return haltedError(call, `${provider.label}: ${what} ${remedy} (${reason})`);
  const where =
    provider.secret.from === 'connection'
      ? `Edit the connection and check ${fieldLabels(provider, [provider.secret.field])}.`
      : 'Turn the Zap off and on again: that makes a new one.';
  return appError(call, `${provider.label}: ${what} ${where} (${reason})`);
};

const claimFor = (event: Event, z: ZObject, bundle: Bundle, body: Verified<Body>, proven: VerifiedDelivery) => {
  const { provider } = event;
  const request = proven.delivery.header(REQUEST_ID);
  // What is empty tells no Zap from another.
  const zap = bundle.subscribeData?.id || bundle.meta?.zap?.id || undefined;
  const ownId = provider.verifier.signsBody ? provider.deliveryId?.(body) : undefined;
  return claim(
    cacheOf(z),
    {
      zap: zap === undefined ? undefined : `${event.key} ${zap}`,
      delivery: ownId ?? proven.evidence.fingerprint,
      request: typeof request === 'string' ? request : undefined,
    },
    provider.deduplicationWindow,
  );
};

const isMatch = (event: Event, body: Verified<Body>, bundle: Bundle): boolean => {
  const { provider, type } = event;
  if (type !== ANY_EVENT && provider.eventType(body, type) !== type) return false;
  const filters = [...(provider.filters ?? []), ...(event.filters ?? [])];
  return filters.every(({ field, matches: keeps }) => keeps(body, bundle.inputData[field.key]));
};

const enriched = async (
  provider: Provider,
  call: Context,
  body: Body,
  held: Claim,
  found: Enrichment,
): Promise<Body> => {
  switch (found.kind) {
    case 'add':
      return { ...body, ...found.fields };
    case 'again':
      if (await held.defer()) throw found.error;
      return { ...body, ...found.otherwise };
    case 'refuse':
      await held.release();
      throw rejectionError(call, provider, { reason: found.reason });
    case 'stop':
      await held.release();
      throw found.error;
  }
};

/** A provider's change must not stop a Zap, so what does not fit the schema is told to developers: where it is, never what it holds. */
const logDrift = (event: Event, z: ZObject, body: Verified<Body>): void => {
  const { error } = event.payload.safeParse(body);
  if (!error) return;
  const paths = error.issues.map(({ path }) => path.map(String).join('.'));
  z.console.log(`${event.key}: the payload differs from its schema at ${paths.slice(0, 20).join(', ')}`);
};

/**
 * What happens to a delivery: proven, opened, wanted, claimed once, enriched, handed to one run of the Zap.
 *
 * @returns one output, or none for a proven delivery that is not for this Zap
 */
export const receive = async (event: Event, z: ZObject, bundle: Bundle): Promise<Body[]> => {
  const { provider } = event;
  const call = contextOf(z, bundle);
  const now = Date.now() / 1000;
  const proven = verify(provider.verifier, bundle.rawRequest, readSecret(provider, call, bundle), now);
  if (isRejection(proven)) throw rejectionError(call, provider, proven);
  const body = parseBody(proven.delivery);
  if (isRejection(body)) throw rejectionError(call, provider, body);
  if (!isMatch(event, body, bundle)) return [];
  const held = await claimFor(event, z, bundle, body, proven);
  if (held.isRepeat) return [];
  const patience = (proven.evidence.validUntil ?? Number.POSITIVE_INFINITY) - RETRY_MARGIN - now;
  const found = provider.enrich && (await provider.enrich({ ...call, retryWithin: patience }, event.type, body));
  const output = found ? await enriched(provider, call, body, held, found) : body;
  logDrift(event, z, body);
  await held.settle();
  return [output];
};
