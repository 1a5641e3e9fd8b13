import { setTimeout as sleep } from 'node:timers/promises';
import { type ClaimStore, claim, type DeliverySubject, isClaimed, mayRetry } from '../../platform/deduplicate.ts';

/** Seconds for which a claim is kept. */
export const WINDOW = 86_400;

/** A delivery. Zapier repeats a run under the same request ID. */
export const first: DeliverySubject = { zap: 'zap-1', delivery: 'msg_1', request: 'req-1' };

/** The same delivery, sent again by its provider. */
export const resent: DeliverySubject = { ...first, request: 'req-2' };

/** The same delivery in a request without an ID. An ambiguous ID counts as none. */
export const withoutRequestId: DeliverySubject = { ...first, request: undefined };

/** The result of a run. */
export type Outcome = 'output' | 'duplicate' | 'deferred';

/** The cache calls of a run that reads a record from an API, in the order of the app's pipeline. */
export const runWithRead = async (store: ClaimStore, subject: DeliverySubject, isFound = true): Promise<Outcome> => {
  if (await isClaimed(store, subject)) return 'duplicate';
  // Long enough for every copy to pass the check above.
  await sleep(40);
  if (!isFound && (await mayRetry(store, subject))) return 'deferred';
  return (await claim(store, subject, WINDOW)) ? 'output' : 'duplicate';
};
