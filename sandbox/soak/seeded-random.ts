import { createHash } from 'node:crypto';

/** A choice and its probability. */
export type Share<T> = readonly [share: number, choice: T];

/** Random decisions from a seed. The same question always has the same answer, in any order. */
export interface SeededRandom {
  /** A number from 0 up to, but not including, 1. */
  number(question: string): number;
  /** True with a probability. */
  isWithin(share: number, question: string): boolean;
  /** Picks a choice, or nothing in the remaining cases. */
  pick<T>(shares: readonly Share<T>[], question: string): T | undefined;
}

/** Creates the random decisions of a seed. */
export const seededRandom = (seed: string): SeededRandom => {
  const number = (question: string): number =>
    createHash('sha256').update(`${seed}\n${question}`).digest().readUInt32BE(0) / 2 ** 32;
  return {
    number,
    isWithin: (share, question) => number(question) < share,
    pick(shares, question) {
      let left = number(question);
      for (const [share, choice] of shares) {
        if (left < share) return choice;
        left -= share;
      }
      return undefined;
    },
  };
};
