import type { Sender } from './signing.ts';
import { TIMED_SENDERS } from './timed-senders.ts';
import { UNTIMED_SENDERS } from './untimed-senders.ts';

/** Every sender with a genuine request. */
export const SENDERS: readonly Sender[] = [
  ...UNTIMED_SENDERS,
  ...TIMED_SENDERS.map((sender) => ({ ...sender, timed: true as const })),
];

/** Finds a sender by its key. */
export const senderOf = (key: string): Sender => {
  const found = SENDERS.find((sender) => sender.key === key);
  if (!found) throw new Error(`There is no sender ${key}`);
  return found;
};
