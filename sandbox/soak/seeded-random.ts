import { createHash } from 'node:crypto';

/** A share of all cases, and what is done in them. */
export type Share<T> = readonly [share: number, what: T];

/** Chance that a seed decides: the same question has the same answer in every run, whatever was asked before. */
export interface SeededRandom {
  /** A number from 0 up to, but not, 1. */
  roll(question: string): number;
  /** Whether a case falls into a share of all cases. */
  falls(share: number, question: string): boolean;
  /** What is done in a case: mostly nothing. */
  pick<T>(shares: readonly Share<T>[], question: string): T | undefined;
}

/** Makes dice of a seed. */
export const seededRandom = (seed: string): SeededRandom => {
  const roll = (question: string): number =>
    createHash('sha256').update(`${seed}\n${question}`).digest().readUInt32BE(0) / 2 ** 32;
  return {
    roll,
    falls: (share, question) => roll(question) < share,
    pick(shares, question) {
      let left = roll(question);
      for (const [share, what] of shares) {
        if (left < share) return what;
        left -= share;
      }
      return undefined;
    },
  };
};
