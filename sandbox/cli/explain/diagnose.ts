import type { Provider } from '../../../providers/provider.ts';
import type { Reason } from '../../../verification/rejection.ts';
import { BODY_MISTAKES } from './body-mistakes.ts';
import type { Candidate } from './candidate.ts';
import { HEADER_MISTAKES } from './header-mistakes.ts';
import { type Match, matchOf } from './match.ts';
import type { Finding, Mistake } from './mistake.ts';
import { REFUSED_MISTAKES, refusedMistakesIn } from './refused-mistakes.ts';
import { SCHEME_MISTAKES, WRONG_PROVIDER } from './scheme-mistakes.ts';
import { SECRET_MISTAKES } from './secret-mistakes.ts';
import { PROBLEM_NAMES, secretProblemsIn } from './secret-problems.ts';
import { SIGNED_HEADER_MISTAKES, signedHeaderMistakesIn } from './signed-header-mistakes.ts';

const MISTAKES: readonly Mistake[] = [...SCHEME_MISTAKES, ...HEADER_MISTAKES, ...SECRET_MISTAKES, ...BODY_MISTAKES];

/** The stable names of all mistakes that can be found. */
export const MISTAKE_NAMES: readonly string[] = [
  ...new Set([
    ...[...MISTAKES, ...SIGNED_HEADER_MISTAKES, ...REFUSED_MISTAKES].map(({ name }) => name),
    ...PROBLEM_NAMES,
  ]),
];

/** Characters. Pairs of mistakes need thousands of signatures, which takes too long for a larger body. */
const LONGEST_BODY_FOR_PAIRS = 100_000;

interface Step {
  readonly candidate: Candidate;
  readonly findings: readonly Finding[];
}

interface Found extends Step {
  readonly match: Match;
}

const undoEach = ({ candidate, findings }: Step): Step[] =>
  MISTAKES.flatMap(({ name, message, remedy, undo }) =>
    undo(candidate).map(({ detail, ...undone }) => ({
      candidate: undone,
      findings: [...findings, { name, message: detail ? `${message} ${detail}` : message, remedy }],
    })),
  );

const findIn = (steps: readonly Step[]): Found | undefined => {
  for (const step of steps) {
    const match = matchOf(step.candidate);
    if (match) return { ...step, match };
  }
  return undefined;
};

const search = (candidate: Candidate): Found | undefined => {
  const start: Step = { candidate, findings: [] };
  const singles = undoEach(start);
  const single = findIn([start, ...singles]);
  if (single || candidate.body.length > LONGEST_BODY_FOR_PAIRS) return single;
  // In both orders: a prefix, for example, must be removed before an encoding can be undone.
  for (const first of singles) {
    const pair = findIn(undoEach(first));
    if (pair) return pair;
  }
  return undefined;
};

/** The causes in a request whose signature matches once some mistakes are undone. */
const findingsAfter = (
  { candidate, findings, match }: Found,
  start: Candidate,
  provider: Provider,
  now: number,
): Finding[] => {
  // If another secret or provider matches, the entered secret must be replaced anyway.
  const usesEntered = candidate.secrets === start.secrets && candidate.keyEncoding === start.keyEncoding;
  const isOther = findings.some(({ name }) => name === WRONG_PROVIDER);
  const problems = usesEntered && !isOther ? secretProblemsIn(candidate, provider) : [];
  return [...findings, ...signedHeaderMistakesIn(candidate, match, now), ...problems];
};

/**
 * Finds the mistakes that keep a request from being accepted, by undoing common mistakes, one at a time or two at once.
 *
 * @param reason why the app refuses the request
 * @param now Unix seconds
 * @returns undefined if no mistake explains it; an empty list if the signature matches and the reason says everything
 */
export const diagnose = (
  start: Candidate,
  provider: Provider,
  reason: Reason,
  now: number,
): readonly Finding[] | undefined => {
  const found = search(start);
  const findings = found ? findingsAfter(found, start, provider, now) : [];
  if (findings.length > 0) return findings;
  const refused = refusedMistakesIn(start, reason);
  const certain = reason === 'secret_unusable' ? secretProblemsIn(start, provider) : refused;
  return found || certain.length > 0 || reason === 'ping_not_signed' ? certain : undefined;
};
