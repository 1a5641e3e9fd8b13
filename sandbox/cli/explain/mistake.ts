import type { Candidate } from './candidate.ts';

/** A common mistake and how to undo it. */
export interface Mistake {
  /** A stable name, for programs. */
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
  /** The request without the mistake: none if it was not made, several if it can be undone in several ways. */
  undo(candidate: Candidate): readonly Candidate[];
}
