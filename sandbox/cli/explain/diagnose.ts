import { BODY_MISTAKES } from './body-mistakes.ts';
import { type Case, fits } from './case.ts';
import { CLOCK_MISTAKES, clockMistakesIn } from './clock-mistakes.ts';
import { HEADER_MISTAKES } from './header-mistakes.ts';
import type { Mistake } from './mistake.ts';
import { SCHEME_MISTAKES } from './scheme-mistakes.ts';
import { SECRET_MISTAKES } from './secret-mistakes.ts';

/** A mistake that was made for certain: without it the signature fits. */
export interface Finding {
  readonly name: string;
  readonly what: string;
  readonly remedy: string;
}

const MISTAKES: readonly Mistake[] = [...SCHEME_MISTAKES, ...HEADER_MISTAKES, ...SECRET_MISTAKES, ...BODY_MISTAKES];

/** The stable names of all that is looked for. */
export const MISTAKE_NAMES: readonly string[] = [...MISTAKES, ...CLOCK_MISTAKES].map(({ name }) => name);

/** Trying two at once signs thousands of times, which takes long with a large body. */
const LARGEST_FOR_PAIRS = 100_000;

interface Undone {
  readonly one: Case;
  readonly findings: readonly Finding[];
}

const undo = ({ one, findings }: Undone, mistakes: readonly Mistake[]): Undone[] =>
  mistakes.flatMap((mistake) =>
    mistake.undo(one).map(({ detail, ...without }) => {
      const { name, what, remedy } = mistake;
      return { one: without, findings: [...findings, { name, what: detail ? `${what} ${detail}` : what, remedy }] };
    }),
  );

const search = (made: Case): Undone | undefined => {
  const start: Undone = { one: made, findings: [] };
  const singles = undo(start, MISTAKES);
  const single = [start, ...singles].find(({ one }) => fits(one));
  if (single || made.body.length > LARGEST_FOR_PAIRS) return single;
  // Either may have been made first, such as a prefix before an encoding.
  for (const first of singles) {
    const pair = undo(first, MISTAKES).find(({ one }) => fits(one));
    if (pair) return pair;
  }
  return undefined;
};

/**
 * Names the mistake that keeps a request from being verified, or two that were made together, by undoing every one that people
 * commonly make.
 *
 * @param now seconds since 1970
 * @returns nothing where none fits; an empty list where the signature fits and the reason lies elsewhere
 */
export const diagnose = (made: Case, now: number): readonly Finding[] | undefined => {
  const undone = search(made);
  if (!undone) return undefined;
  const late = clockMistakesIn(undone.one, now).map(({ name, what, remedy }) => ({ name, what, remedy }));
  return [...undone.findings, ...late];
};
