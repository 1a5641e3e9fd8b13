import type { Bundle, ZObject } from 'zapier-platform-core';
import { cacheOf } from '../platform/cache.ts';
import { fieldNames } from '../platform/connection.ts';
import { contextOf } from '../platform/context.ts';
import { claim, type DeliverySubject, isClaimed, mayRetry } from '../platform/deduplicate.ts';
import { appError } from '../platform/errors.ts';
import { rejectionError } from '../platform/rejection-error.ts';
import { configure } from '../providers/configure.ts';
import { type Identity, identify } from '../providers/identify.ts';
import type { Provider, Subscription } from '../providers/provider.ts';
import { asString } from '../schema/json.ts';
import { isRejection, REJECTIONS, type Rejection, reject } from '../verification/rejection.ts';
import { signsBody } from '../verification/scheme.ts';
import { type Body, parseBody, type VerifiedDelivery, verify } from '../verification/verify.ts';
import type { Event } from './define-event.ts';
import { isWanted, passesOutput } from './is-wanted.ts';
import { logDifferences, logLine, logUndocumented } from './log.ts';
import { signingSecrets, subscriptionOf } from './subscription.ts';

/** Zapier's load balancer gives every request an ID. Without it, a run that Zapier repeats counts as a duplicate. */
const REQUEST_ID = 'x-request-id';

/** Seconds. Zapier may retry later than asked, and the delivery must still be valid then. */
const RETRY_MARGIN = 120;

const subjectOf = (
  { key }: Event,
  bundle: Bundle,
  subscription: Subscription | undefined,
  { delivery }: VerifiedDelivery,
  identity: Identity,
): DeliverySubject => {
  // An empty ID does not tell two Zaps apart.
  const zap = subscription?.id || bundle.meta?.zap?.id || undefined;
  return {
    zap: zap === undefined ? undefined : `${key} ${zap}`,
    delivery: identity.value,
    request: asString(delivery.header(REQUEST_ID)) || undefined,
  };
};

/** Without a signature over the body, a sender could fill a field that is added after verification. Zapier flattens with `__`. */
const withoutCollisions = (body: Body, added: Body): Body => {
  const names = Object.keys(added);
  const collides = (key: string) =>
    names.some((name) => [name, `${name}_`].includes(key) || key.startsWith(`${name}__`) || key.startsWith(`${name}[`));
  return Object.fromEntries(Object.entries(body).filter(([key]) => !collides(key)));
};

/** Core fails a run in a developer's own Zap if `id` is an object or a list. */
const withPlainId = (output: Body): Body => {
  const { id } = output;
  return typeof id === 'object' && id !== null ? { ...output, id: JSON.stringify(id) } : output;
};

/** The body with the fields that the provider adds. */
const withFields = ({ verifier }: Provider, body: Body, fields: Body): Body => ({
  ...(signsBody(verifier.scheme) ? body : withoutCollisions(body, fields)),
  ...fields,
});

/**
 * The pipeline of a delivery, called by `perform` in hook-trigger.ts: verify, parse, filter, enrich, claim. On the way it logs what
 * the owners of the app should know.
 *
 * @param siblings every event of the provider in this app
 * @returns one output, or none for a verified delivery that is not for this Zap
 */
export const receive = async (
  definition: Event,
  siblings: readonly Event[],
  z: ZObject,
  bundle: Bundle,
): Promise<Body[]> => {
  // Without Zapier's parsed copy of the body, core would quote an output that has no `id` in the log.
  Object.assign(bundle, { skipChecks: ['triggerHasId'] });
  const unconfigured = contextOf(z, bundle, definition.provider);
  const { choice } = definition.provider;
  // Core tracks every promise of a run, and each one costs: only what has to be waited for is awaited.
  const chosen = choice ? configure(definition.provider, choice, bundle.inputData) : definition.provider;
  const provider = chosen instanceof Promise ? await chosen : chosen;
  if (typeof provider === 'string') throw appError(unconfigured, provider);
  const event = { ...definition, provider };
  const context = { ...unconfigured, provider };
  const subscription = subscriptionOf(bundle);
  const refuse = ({ reason }: Rejection): [] => {
    logLine(z, `${event.key}: refused (${reason})`);
    if (REJECTIONS[reason].fault === 'none') return [];
    throw rejectionError(context, reason);
  };

  const now = Date.now() / 1000;
  const names = fieldNames(provider, provider.secret.field);
  const verified = verify(provider.verifier, bundle.rawRequest, signingSecrets(context, subscription), now, names);
  if (isRejection(verified)) return refuse(verified);
  const body = provider.toEnvelope?.(verified) ?? parseBody(verified.delivery);
  if (isRejection(body)) return refuse(body);

  logUndocumented(event, siblings, z, body);
  if (!isWanted(event, body, bundle.inputData)) return [];

  const cache = cacheOf(z);
  const identity = identify(provider, verified, body);
  const subject = subjectOf(event, bundle, subscription, verified, identity);
  const retryWithin = (verified.evidence.validUntil ?? Number.POSITIVE_INFINITY) - RETRY_MARGIN - now;
  const added = provider.enrich?.({ ...context, retryWithin }, event.type, body);
  const isRead = typeof added === 'function';
  if (isRead && (await isClaimed(cache, subject))) return [];
  const { fields, retry, refusal } = (isRead ? await added() : added) ?? {};
  if (retry && (await mayRetry(cache, subject))) throw retry;
  if (refusal) return refuse(reject(refusal));
  const output = fields ? withFields(provider, body, fields) : body;
  if (!passesOutput(event, output, bundle.inputData)) return [];

  logDifferences(event, z, body);
  const window = identity.isId ? provider.deduplicationWindow : provider.windowWithoutId;
  const seconds = event.deduplicationWindow ?? window ?? provider.deduplicationWindow;
  return (await claim(cache, subject, seconds)) ? [withPlainId(output)] : [];
};
