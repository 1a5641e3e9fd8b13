import { type Case, standardNames } from './case.ts';

/** A signature that fits, on a request whose time does not. */
export interface ClockMistake {
  readonly name: string;
  readonly what: string;
  readonly remedy: string;
  /** @param now seconds since 1970 */
  isMade(timestamp: string, now: number): boolean;
}

/** https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md allows for some; Svix for this much. */
const TOLERANCE = 300;
const isSeconds = (timestamp: string): boolean => /^\d{1,12}$/.test(timestamp);

/** Mistakes in the time of sending, which is signed where there is one. */
export const CLOCK_MISTAKES: readonly ClockMistake[] = [
  {
    name: 'timestamp_in_ms',
    what: 'The sender gives the time in milliseconds.',
    remedy: 'Make the sender give it in seconds since 1970.',
    isMade: (timestamp) => /^\d{13,}$/.test(timestamp),
  },
  {
    name: 'timestamp_as_date',
    what: 'The sender gives the time as a date.',
    remedy: 'Make the sender give it in seconds since 1970.',
    isMade: (timestamp) => !/^\d+$/.test(timestamp) && !Number.isNaN(Date.parse(timestamp)),
  },
  {
    name: 'timestamp_stale',
    what: 'The signature fits, but the request is more than five minutes old.',
    remedy:
      'If it was recorded earlier, check it as of then with --now and the time in its timestamp header. If it came in just now, set the clocks of both machines right, or send the event again.',
    isMade: (timestamp, now) => isSeconds(timestamp) && now - Number(timestamp) > TOLERANCE,
  },
  {
    name: 'timestamp_future',
    what: 'The signature fits, but the request is from more than five minutes in the future.',
    remedy: 'Set the clocks of both machines right. If you gave --now, check that time.',
    isMade: (timestamp, now) => isSeconds(timestamp) && Number(timestamp) - now > TOLERANCE,
  },
];

/** The mistakes in the time of a request whose signature fits. */
export const clockMistakesIn = (one: Case, now: number): readonly ClockMistake[] => {
  if (one.scheme.kind !== 'standard') return [];
  const timestamp = one.headers[standardNames(one).timestamp] ?? '';
  return CLOCK_MISTAKES.filter((mistake) => mistake.isMade(timestamp, now));
};
