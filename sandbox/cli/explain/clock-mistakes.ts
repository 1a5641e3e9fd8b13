import { type Candidate, standardNames } from './candidate.ts';

/** A wrong timestamp on a request whose signature matches. */
export interface ClockMistake {
  readonly name: string;
  readonly message: string;
  readonly remedy: string;
  /** @param now Unix seconds */
  isMade(timestamp: string, now: number): boolean;
}

/** Seconds. @see https://docs.svix.com/receiving/verifying-payloads/how-manual */
const TOLERANCE = 300;
const isSeconds = (timestamp: string): boolean => /^\d{1,12}$/.test(timestamp);

/** Mistakes in signed timestamps. */
export const CLOCK_MISTAKES: readonly ClockMistake[] = [
  {
    name: 'timestamp_in_ms',
    message: 'The sender writes the timestamp in milliseconds.',
    remedy: 'Make the sender write Unix seconds.',
    isMade: (timestamp) => /^\d{13,}$/.test(timestamp),
  },
  {
    name: 'timestamp_as_date',
    message: 'The sender writes the timestamp as a date.',
    remedy: 'Make the sender write Unix seconds.',
    isMade: (timestamp) => !/^\d+$/.test(timestamp) && !Number.isNaN(Date.parse(timestamp)),
  },
  {
    name: 'timestamp_stale',
    message: 'The signature matches, but the request is more than five minutes old.',
    remedy:
      'If the request was recorded earlier, pass the time of its timestamp header with --now. If it is new, correct the clocks of both machines or send the event again.',
    isMade: (timestamp, now) => isSeconds(timestamp) && now - Number(timestamp) > TOLERANCE,
  },
  {
    name: 'timestamp_future',
    message: 'The signature matches, but the timestamp is more than five minutes in the future.',
    remedy: 'Correct the clocks of both machines. If you use --now, check that time.',
    isMade: (timestamp, now) => isSeconds(timestamp) && Number(timestamp) - now > TOLERANCE,
  },
];

/** The mistakes in the timestamp of a request whose signature matches. */
export const clockMistakesIn = (candidate: Candidate, now: number): readonly ClockMistake[] => {
  if (candidate.scheme.kind !== 'standard') return [];
  const timestamp = candidate.headers[standardNames(candidate).timestamp] ?? '';
  return CLOCK_MISTAKES.filter((mistake) => mistake.isMade(timestamp, now));
};
