import { hash, randomUUID } from 'node:crypto';
import type { ZapierCache } from './cache.ts';

/** A delivery to one Zap. */
export interface DeliverySubject {
  /** Identifies the Zap. Without it two Zaps cannot be told apart, so nothing is ever a duplicate. */
  readonly zap: string | undefined;
  /** The delivery's verified ID, the same on every re-send. */
  readonly delivery: string;
  /** The ID that Zapier gave the request: the same when Zapier repeats a run, another one on a re-send. */
  readonly request: string | undefined;
}

/** The cache, as far as deduplication needs it. A call that fails resolves to `undefined`. */
export type ClaimStore = Pick<ZapierCache, 'get' | 'setIfAbsent'>;

/** Seconds. Longer than the longest delay after which Zapier retries (300 s). */
const DEFERRAL = 900;

const keyOf = (kind: string, ...subject: readonly (string | undefined)[]): string =>
  `${kind}-${hash('sha256', JSON.stringify(subject), 'hex')}`;

const claimKey = ({ zap, delivery }: DeliverySubject): string => keyOf('delivery', zap, delivery);

/** Of fixed length, because a sender may choose the request ID. Without an ID, no other run has the same value. */
const runHash = ({ request }: DeliverySubject): string => hash('sha256', request ?? randomUUID(), 'hex');

/**
 * Claims a delivery: the last step before it is returned. Only one run wins, so nothing has to be undone.
 *
 * Zapier may repeat a run that was killed after its claim. It repeats the request ID as well, so one further run with the ID of the
 * winner passes. A request without an ID, or with an ambiguous one, counts as a duplicate. If the cache does not answer, the
 * delivery passes: a Zap that runs twice is easier to fix than a lost event.
 *
 * @param seconds how long the claim is kept: longer than the provider re-sends
 * @returns whether this run may return the delivery
 */
export const claim = async (store: ClaimStore, subject: DeliverySubject, seconds: number): Promise<boolean> => {
  if (subject.zap === undefined) return true;
  const key = claimKey(subject);
  const run = runHash(subject);
  if ((await store.setIfAbsent(key, run, seconds)) !== false) return true;
  const claimedBy = await store.get(key);
  // The key existed a moment ago: anything but its text means that the cache does not work.
  if (typeof claimedBy !== 'string') return true;
  return claimedBy === run && (await store.setIfAbsent(`${key}-${run}`, '', seconds)) !== false;
};

/** Whether a delivery is known to be a duplicate: saves the API call that would come before {@link claim}. */
export const isClaimed = async (store: ClaimStore, subject: DeliverySubject): Promise<boolean> => {
  if (subject.zap === undefined) return false;
  const claimedBy = await store.get(claimKey(subject));
  return typeof claimedBy === 'string' && claimedBy !== runHash(subject);
};

/** Whether a delivery may be deferred: true once for each delivery, and never without a cache to remember it. */
export const mayRetry = async (store: ClaimStore, subject: DeliverySubject): Promise<boolean> => {
  const { zap, request, delivery } = subject;
  return (await store.setIfAbsent(keyOf('retry', zap ?? request, delivery), '', DEFERRAL)) === true;
};
