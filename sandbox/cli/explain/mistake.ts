import type { Case } from './case.ts';

/** A mistake that people make, and how to tell that it was made. */
export interface Mistake {
  /** A stable name, for programs. */
  readonly name: string;
  /** What went wrong, in a sentence. */
  readonly what: string;
  /** What to do about it. */
  readonly remedy: string;
  /** The request as it would have been without the mistake; several where it can be made in several ways; none where it was not made. */
  undo(made: Case): readonly Case[];
}

/** A list with the value in it, or nothing where there is none. */
export const maybe = <T>(value: T | undefined): readonly T[] => (value === undefined ? [] : [value]);
