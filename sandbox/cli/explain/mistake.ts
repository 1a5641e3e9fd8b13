import type { Candidate } from './candidate.ts';

/** A cause of a refusal. Reported only if it is certain. */
export interface Finding {
  /** A stable name, for programs. */
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
}

/** A common mistake and how to undo it. */
export interface Mistake extends Finding {
  /** The request without the mistake: none if it was not made, several if it can be undone in several ways. */
  undo(candidate: Candidate): readonly Candidate[];
}
