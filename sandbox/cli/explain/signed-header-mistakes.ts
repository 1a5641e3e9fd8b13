import type { TimeUnit } from '../../../verification/scheme.ts';
import { plural } from '../../plural.ts';
import type { Candidate } from './candidate.ts';
import type { Match } from './match.ts';
import type { Finding } from './mistake.ts';
import { formOf, timeIn, UNIT_NAMES } from './times.ts';

/** The ID and timestamp of a request whose signature matches. */
interface Signed {
  readonly id: string;
  readonly form: ReturnType<typeof formOf>;
  /** The documented unit, if the scheme has a timestamp. */
  readonly unit: TimeUnit | undefined;
  readonly tolerance: number;
  /** Seconds; `NaN` if the timestamp is not in the documented unit. */
  readonly age: number;
}

/** A wrong timestamp or ID. `{unit}` and `{tolerance}` in its texts are those of the scheme. */
interface SignedHeaderMistake extends Finding {
  isMade(signed: Signed): boolean;
}

const timestampMistake = (name: string, form: Signed['form'], how: string): SignedHeaderMistake => ({
  name,
  message: `The sender writes the timestamp ${how}.`,
  remedy: 'Make the sender write {unit}.',
  isMade: (signed) => signed.unit !== undefined && signed.form === form && Number.isNaN(signed.age),
});

/** Mistakes in signed timestamps and IDs. */
export const SIGNED_HEADER_MISTAKES: readonly SignedHeaderMistake[] = [
  timestampMistake('timestamp_in_seconds', 's', 'in seconds'),
  timestampMistake('timestamp_in_ms', 'ms', 'in milliseconds'),
  timestampMistake('timestamp_fractional', 'fraction', 'with a fraction of a second'),
  timestampMistake('timestamp_as_date', 'iso', 'as a date'),
  {
    name: 'timestamp_stale',
    message: 'The signature matches, but the request is more than {tolerance} old.',
    remedy:
      'If the request was recorded earlier, pass its time with --now. If it is new, correct the clocks of both machines or send the event again.',
    isMade: ({ age, tolerance }) => age > tolerance,
  },
  {
    name: 'timestamp_future',
    message: 'The signature matches, but the timestamp is more than {tolerance} in the future.',
    remedy: 'Correct the clocks of both machines. If you use --now, check that time.',
    isMade: ({ age, tolerance }) => -age > tolerance,
  },
  {
    name: 'id_characters',
    message: 'The sender’s delivery ID contains other characters than letters, digits, - and _.',
    remedy: 'Make the sender use IDs without other characters, such as a full stop or a colon.',
    isMade: ({ id }) => /[^\w-]/.test(id),
  },
];

const durationOf = (seconds: number): string =>
  seconds % 60 === 0 ? plural(seconds / 60, 'minute') : plural(seconds, 'second');

/**
 * The mistakes in the timestamp and ID of a request whose signature matches.
 *
 * @param now Unix seconds
 */
export const signedHeaderMistakesIn = (
  { scheme }: Candidate,
  { id = '', timestamp = '' }: Match,
  now: number,
): readonly Finding[] => {
  const { unit, tolerance = 0 } = (scheme.kind === 'hmac' && scheme.timestamp) || {};
  const form = formOf(timestamp);
  const age = form === unit || unit === 'any' ? now - timeIn(timestamp).getTime() / 1000 : Number.NaN;
  const fill = (text: string) =>
    text.replace('{unit}', unit ? UNIT_NAMES[unit] : '').replace('{tolerance}', durationOf(tolerance));
  return SIGNED_HEADER_MISTAKES.filter(({ isMade }) => isMade({ id, form, unit, tolerance, age })).map(
    ({ name, message, remedy }) => ({ name, message: fill(message), remedy: fill(remedy) }),
  );
};
