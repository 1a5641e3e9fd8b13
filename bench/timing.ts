import { randomInt } from 'node:crypto';
import type { Effort, Goal, Section } from './report.ts';
import { type Difference, quantile, welch } from './statistics.ts';
import { type Subject, timingSubjects } from './timing-subjects.ts';

/** Above this |t|, dudect considers a difference certain. @see https://github.com/oreparaz/dudect */
const CERTAIN = 4.5;

type Kind = 'first' | 'last' | 'short';

const HEX = Buffer.from('0123456789abcdef', 'latin1');
const BASE64 = Buffer.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/', 'latin1');

/** Wrong characters come from the alphabet of the signature. Others would fail the check of the format, regardless of the secret. */
const alphabetOf = (valid: string): Buffer => (/^[0-9a-f]+$/.test(valid) ? HEX : BASE64);

/** The position of the wrong character. Before the padding of base64 is a character whose last bits must be zero. */
const positionOf = (kind: Kind, { start }: Subject, valid: string): number =>
  kind === 'last' ? valid.length - (valid.endsWith('=') ? 3 : 1) : start;

/** Creates a guess. The same code creates all kinds, so that only their bytes differ. */
const guess = (kind: Kind, subject: Subject, valid: string): string => {
  const bytes = Buffer.from(valid, 'latin1');
  const position = positionOf(kind, subject, valid);
  const others = alphabetOf(valid).filter((character) => character !== bytes[position]);
  bytes[position] = others[randomInt(others.length)] ?? 0;
  return bytes.toString('latin1', 0, kind === 'short' ? bytes.length - 4 : bytes.length);
};

type Times = Record<Kind, number[]>;

interface Trial {
  readonly kind: Kind;
  readonly check: () => boolean;
}

const KINDS = ['first', 'last', 'short'] as const;
const BATCH = 1000;

/** A new secret and a new guess: the branch predictor of the processor would learn repeated ones. */
const trialOf = (subject: Subject): Trial => {
  const { valid, prepare } = subject.target();
  const kind = KINDS[randomInt(KINDS.length)] ?? 'first';
  return { kind, check: prepare(guess(kind, subject, valid)) };
};

/** Measures single calls, the kinds in random order. Guesses are created in batches before, so that their creation has no effect. */
const sample = (subject: Subject, count: number): Times => {
  const found: Times = { first: [], last: [], short: [] };
  const { valid, prepare } = subject.target();
  if (!prepare(valid)()) throw new Error(`${subject.name} refuses a valid signature`);
  for (let batch = -10; batch < (count * KINDS.length) / BATCH; batch += 1) {
    const trials = Array.from({ length: BATCH }, () => trialOf(subject));
    for (const { kind, check } of trials) {
      const started = process.hrtime.bigint();
      const isAccepted = check();
      const ended = process.hrtime.bigint();
      if (isAccepted) throw new Error(`${subject.name} accepts a wrong signature`);
      // The first batches are a warm-up.
      if (batch >= 0) found[kind].push(Number(ended - started));
    }
  }
  return found;
};

/** Compares two samples without the slowest tenth of all, as dudect does: the machine interrupted those calls. */
const compare = (one: readonly number[], two: readonly number[]): Difference => {
  const limit = quantile([...one, ...two], 0.9);
  return welch(
    one.filter((time) => time <= limit),
    two.filter((time) => time <= limit),
  );
};

const format = ({ difference, margin }: Difference): string =>
  `${difference >= 0 ? '+' : '−'}${Math.abs(difference).toFixed(1)} ± ${margin.toFixed(1)} ns`;

/** Whether the time of a refusal reveals how much of a guess is correct. */
export const benchTiming = async ({ samples }: Effort): Promise<Section> => {
  const results = timingSubjects().map((subject) => {
    const { first, last, short } = sample(subject, samples);
    return {
      subject,
      position: compare(last, first),
      length: compare(short, first),
      typical: quantile(first, 0.5),
    };
  });
  const goals = results.map(({ subject: { name, isControl }, position }): Goal => {
    const t = Math.abs(position.t);
    const measured = `|t| = ${t.toFixed(2)}`;
    return isControl
      ? { name: `${name}: detected, |t| above ${CERTAIN}`, isMet: t > CERTAIN, measured }
      : { name: `${name}, first against last byte: |t| below ${CERTAIN}`, isMet: t < CERTAIN, measured };
  });
  return {
    title: 'Timing of refusals',
    method: `Wrong signatures that differ from the valid one in the first byte, in the last byte, or are four characters too short. ${samples.toLocaleString('en')} single calls of each kind in random order, each with a new secret, of the check only, with a body of 8 bytes. Welch’s t on the fastest nine tenths, as in dudect. The controls compare the same HMAC in variable time, and the measurement must detect them.`,
    figures: [
      {
        title: 'Last byte wrong minus first byte wrong',
        head: ['Check', 'Median', '|t|', 'Difference (95 %)', 'Too short minus first byte wrong'],
        rows: results.map(({ subject, position, length, typical }) => [
          subject.isControl ? subject.name : `this app: ${subject.name}`,
          `${typical.toFixed(0)} ns`,
          Math.abs(position.t).toFixed(2),
          format(position),
          format(length),
        ]),
      },
    ],
    goals,
    notes: [
      'A wrong length is refused sooner where signatures have a fixed format. That length is public, so it reveals nothing.',
    ],
  };
};
