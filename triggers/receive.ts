import type { Bundle, ZObject } from 'zapier-platform-core';
import { cacheOf } from '../platform/cache.ts';
import { contextOf } from '../platform/context.ts';
import { claim, type DeliverySubject, isClaimed, mayRetry } from '../platform/deduplicate.ts';
import { rejectionError } from '../platform/rejection-error.ts';
import type { Subscription } from '../providers/provider.ts';
import { asString } from '../schema/json.ts';
import { isRejection } from '../verification/rejection.ts';
import { type Body, parseBody, type Verified, type VerifiedDelivery, verify } from '../verification/verify.ts';
import { ANY_EVENT, type Event } from './define-event.ts';
import { signingSecret, subscriptionOf } from './subscription.ts';

/** Zapier's load balancer gives every request an ID. Without it, a run that Zapier repeats counts as a duplicate. */
const REQUEST_ID = 'x-request-id';

/** Seconds. Zapier may retry later than asked, and the delivery must still be valid then. */
const RETRY_MARGIN = 120;

const subjectOf = (
  { key, provider }: Event,
  bundle: Bundle,
  subscription: Subscription | undefined,
  { delivery, evidence }: VerifiedDelivery,
  body: Verified<Body>,
): DeliverySubject => {
  // An empty ID does not tell two Zaps apart.
  const zap = subscription?.id || bundle.meta?.zap?.id || undefined;
  const ownId = provider.verifier.signsBody ? provider.deliveryId?.(body) : undefined;
  return {
    zap: zap === undefined ? undefined : `${key} ${zap}`,
    delivery: ownId ?? evidence.fingerprint,
    request: asString(delivery.header(REQUEST_ID)),
  };
};

const isWanted = (
  { provider, type, filters = [] }: Event,
  body: Verified<Body>,
  input: Bundle['inputData'],
): boolean => {
  if (type !== ANY_EVENT && provider.eventType(body, type) !== type) return false;
  return [...(provider.filters ?? []), ...filters].every(({ field, matches }) => matches(body, input[field.key]));
};

/** A change at the provider must not stop a Zap: developers see in the log which paths differ, never the values. */
const logDifferences = ({ key, payload }: Event, z: ZObject, body: Verified<Body>): void => {
  const { error } = payload.safeParse(body);
  if (!error) return;
  const paths = error.issues.map(({ path }) => path.map(String).join('.'));
  z.console.log(`${key}: the payload differs from its schema at ${paths.slice(0, 20).join(', ')}`);
};

/**
 * The pipeline of a delivery: verify, parse, filter, enrich, claim.
 *
 * @returns one output, or none for a verified delivery that is not for this Zap
 */
export const receive = async (event: Event, z: ZObject, bundle: Bundle): Promise<Body[]> => {
  const { provider } = event;
  const context = contextOf(z, bundle, provider);
  const subscription = subscriptionOf(bundle);
  const now = Date.now() / 1000;
  const verified = verify(provider.verifier, bundle.rawRequest, signingSecret(context, subscription), now);
  if (isRejection(verified)) throw rejectionError(context, verified.reason);
  const body = parseBody(verified.delivery);
  if (isRejection(body)) throw rejectionError(context, body.reason);
  if (!isWanted(event, body, bundle.inputData)) return [];
  const cache = cacheOf(z);
  const subject = subjectOf(event, bundle, subscription, verified, body);
  let output: Body = body;
  if (provider.enrich) {
    if (await isClaimed(cache, subject)) return [];
    const retryWithin = (verified.evidence.validUntil ?? Number.POSITIVE_INFINITY) - RETRY_MARGIN - now;
    const { fields, retry } = await provider.enrich({ ...context, retryWithin }, event.type, body);
    if (retry && (await mayRetry(cache, subject))) throw retry;
    output = { ...body, ...fields };
  }
  logDifferences(event, z, body);
  return (await claim(cache, subject, provider.deduplicationWindow)) ? [output] : [];
};
