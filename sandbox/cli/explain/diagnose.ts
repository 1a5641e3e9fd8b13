import { BODY_MISTAKES } from './body-mistakes.ts';
import { type Candidate, matches } from './candidate.ts';
import { CLOCK_MISTAKES, clockMistakesIn } from './clock-mistakes.ts';
import { HEADER_MISTAKES } from './header-mistakes.ts';
import type { Mistake } from './mistake.ts';
import { SCHEME_MISTAKES } from './scheme-mistakes.ts';
import { SECRET_MISTAKES } from './secret-mistakes.ts';

/** A cause that is certain: the signature matches once it is undone. */
export interface Finding {
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
}

const MISTAKES: readonly Mistake[] = [...SCHEME_MISTAKES, ...HEADER_MISTAKES, ...SECRET_MISTAKES, ...BODY_MISTAKES];

/** The stable names of all mistakes that can be found. */
export const MISTAKE_NAMES: readonly string[] = [...MISTAKES, ...CLOCK_MISTAKES].map(({ name }) => name);

/** Characters. Pairs of mistakes need thousands of signatures, which takes too long for a larger body. */
const LONGEST_BODY_FOR_PAIRS = 100_000;

interface Step {
  readonly candidate: Candidate;
  readonly findings: readonly Finding[];
}

const undoEach = ({ candidate, findings }: Step): Step[] =>
  MISTAKES.flatMap(({ name, message, remedy, undo }) =>
    undo(candidate).map(({ detail, ...undone }) => ({
      candidate: undone,
      findings: [...findings, { name, message: detail ? `${message} ${detail}` : message, remedy }],
    })),
  );

const search = (candidate: Candidate): Step | undefined => {
  const start: Step = { candidate, findings: [] };
  const singles = undoEach(start);
  const single = [start, ...singles].find((step) => matches(step.candidate));
  if (single || candidate.body.length > LONGEST_BODY_FOR_PAIRS) return single;
  // In both orders: a prefix, for example, must be removed before an encoding can be undone.
  for (const first of singles) {
    const pair = undoEach(first).find((step) => matches(step.candidate));
    if (pair) return pair;
  }
  return undefined;
};

/**
 * Finds the mistake that keeps a request from being verified, or a pair of them, by undoing common mistakes.
 *
 * @param now Unix seconds
 * @returns undefined if no mistake explains it; an empty list if the signature matches and the cause is elsewhere
 */
export const diagnose = (candidate: Candidate, now: number): readonly Finding[] | undefined => {
  const found = search(candidate);
  if (!found) return undefined;
  const clock = clockMistakesIn(found.candidate, now).map(({ name, message, remedy }) => ({ name, message, remedy }));
  return [...found.findings, ...clock];
};
