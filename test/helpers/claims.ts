import { type Claim, type ClaimStore, type ClaimSubject, claim } from '../../platform/deduplicate.ts';

/** How long a settled delivery is remembered, in seconds. */
export const LIFE = 86_400;

/** A delivery as it comes in first. */
export const first: ClaimSubject = { zap: 'zap-1', delivery: 'msg_1', request: 'req-1' };

/** The same delivery, sent once more by its provider. */
export const resent: ClaimSubject = { ...first, request: 'req-2' };

/** A run that gets the delivery. */
export const won = async (store: ClaimStore, subject: ClaimSubject): Promise<Claim> => {
  const held = await claim(store, subject, LIFE);
  if (held.isRepeat) throw new Error('Taken for a repeat');
  return held;
};

/** Whether a delivery counts as delivered already. */
export const isRepeat = async (store: ClaimStore, subject: ClaimSubject): Promise<boolean> =>
  (await claim(store, subject, LIFE)).isRepeat;
