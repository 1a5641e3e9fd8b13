import { randomInt } from 'node:crypto';
import type { Effort, Goal, Section } from './report.ts';
import { type Difference, quantile, welch } from './statistics.ts';
import { type Subject, timingSubjects } from './timing-subjects.ts';

/** Beyond this, dudect calls a difference certain. @see https://github.com/oreparaz/dudect */
const CERTAIN = 4.5;

type Kind = 'first' | 'last' | 'short';

const HEX = Buffer.from('0123456789abcdef', 'latin1');
const BASE64 = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');

/** A wrong letter is as likely as the right one was: an odd one would show by itself in the check of the form, whatever the secret. */
const alphabetOf = (right: string): Buffer => (/^[0-9a-f]+$/.test(right) ? HEX : BASE64);

/** Where a guess goes wrong. Base64 ends with a padding that is no part of it, after a letter whose last bits must be zero. */
const placeOf = (kind: Kind, { start }: Subject, right: string): number =>
  kind === 'last' ? right.length - (right.endsWith('=') ? 3 : 1) : start;

/** Makes a guess. All kinds come out of the same code as a text of their own, so that nothing but their bytes differs. */
const guess = (kind: Kind, subject: Subject, right: string): string => {
  const bytes = Buffer.from(right, 'latin1');
  const at = placeOf(kind, subject, right);
  const others = alphabetOf(right).filter((letter) => letter !== bytes[at]);
  bytes[at] = others[randomInt(others.length)] ?? 0;
  return bytes.toString('latin1', 0, kind === 'short' ? bytes.length - 4 : bytes.length);
};

type Times = Record<Kind, number[]>;

interface Trial {
  readonly kind: Kind;
  readonly check: () => boolean;
}

const KINDS = ['first', 'last', 'short'] as const;
const BATCH = 1000;

/** A new secret and a new guess: with the same ones over and over, the processor would learn their letters. */
const trialOf = (subject: Subject): Trial => {
  const { right, prepare } = subject.target();
  const kind = KINDS[randomInt(KINDS.length)] ?? 'first';
  return { kind, check: prepare(guess(kind, subject, right)) };
};

/** Takes single times, the kinds in random order. Guesses are made well before they are tried, so that making one leaves no trace. */
const sample = (subject: Subject, count: number): Times => {
  const found: Times = { first: [], last: [], short: [] };
  const { right, prepare } = subject.target();
  if (!prepare(right)()) throw new Error(`${subject.name} refuses what is right`);
  for (let batch = -10; batch < (count * KINDS.length) / BATCH; batch += 1) {
    const trials = Array.from({ length: BATCH }, () => trialOf(subject));
    for (const { kind, check } of trials) {
      const started = process.hrtime.bigint();
      const isAccepted = check();
      const ended = process.hrtime.bigint();
      if (isAccepted) throw new Error(`${subject.name} accepts what is wrong`);
      // The first batches let the engine compile.
      if (batch >= 0) found[kind].push(Number(ended - started));
    }
  }
  return found;
};

/** Leaves out what the machine interrupted: the slowest tenth of all, by one limit for both, as dudect does. */
const compare = (one: readonly number[], two: readonly number[]): Difference => {
  const limit = quantile([...one, ...two], 0.9);
  return welch(
    one.filter((time) => time <= limit),
    two.filter((time) => time <= limit),
  );
};

const inWords = ({ difference, margin }: Difference): string =>
  `${difference >= 0 ? '+' : '−'}${Math.abs(difference).toFixed(1)} ± ${margin.toFixed(1)} ns`;

/** Whether the time of a refusal tells how much of a guess was right. */
export const benchTiming = async ({ samples }: Effort): Promise<Section> => {
  const results = timingSubjects().map((subject) => {
    const { first, last, short } = sample(subject, samples);
    return {
      subject,
      place: compare(last, first),
      length: compare(short, first),
      typical: quantile(first, 0.5),
    };
  });
  const goals = results.map(({ subject: { name, isControl }, place }): Goal => {
    const saw = `|t| = ${Math.abs(place.t).toFixed(2)}`;
    if (!isControl)
      return {
        what: `${name}, first against last byte: |t| under ${CERTAIN}`,
        isMet: Math.abs(place.t) < CERTAIN,
        saw,
      };
    return { what: `${name}: found, |t| over ${CERTAIN}`, isMet: Math.abs(place.t) > CERTAIN, saw };
  });
  return {
    title: 'Timing of refusals',
    method: `Wrong signatures that differ from the right one in the first byte, in the last byte, or are four characters short; ${samples.toLocaleString('en')} single calls of each, each with a secret of its own, in random order, of the check alone on a body of 8 bytes. Welch’s t on the fastest nine tenths, as dudect does it. The controls compare the same HMAC carelessly, and must be found.`,
    figures: [
      {
        title: 'Last byte wrong, less first byte wrong',
        head: ['Check', 'Median', '|t|', 'Difference (95 %)', 'Too short, less first byte wrong'],
        rows: results.map(({ subject, place, length, typical }) => [
          subject.isControl ? subject.name : `proof: ${subject.name}`,
          `${typical.toFixed(0)} ns`,
          Math.abs(place.t).toFixed(2),
          inWords(place),
          inWords(length),
        ]),
      },
    ],
    goals,
    notes: [
      'A length that is wrong is refused sooner where the form of a signature is fixed: everybody knows that length, so it tells nothing.',
    ],
  };
};
