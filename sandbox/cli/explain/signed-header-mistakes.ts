import { type Candidate, standardNames } from './candidate.ts';
import type { Finding } from './mistake.ts';

interface SignedHeaders {
  readonly id: string;
  readonly timestamp: string;
}

/** A wrong timestamp or ID on a request whose signature matches. */
interface SignedHeaderMistake extends Finding {
  /** @param now Unix seconds */
  isMade(headers: SignedHeaders, now: number): boolean;
}

/** Seconds. @see https://docs.svix.com/receiving/verifying-payloads/how-manual */
const TOLERANCE = 300;
const isSeconds = (timestamp: string): boolean => /^\d{1,12}$/.test(timestamp);

/** Mistakes in signed timestamps and IDs. */
export const SIGNED_HEADER_MISTAKES: readonly SignedHeaderMistake[] = [
  {
    name: 'timestamp_in_ms',
    message: 'The sender writes the timestamp in milliseconds.',
    remedy: 'Make the sender write Unix seconds.',
    isMade: ({ timestamp }) => /^\d{13,}$/.test(timestamp),
  },
  {
    name: 'timestamp_fractional',
    message: 'The sender writes the timestamp with a fraction of a second.',
    remedy: 'Make the sender write whole Unix seconds.',
    isMade: ({ timestamp }) => /^\d+\.\d+$/.test(timestamp),
  },
  {
    name: 'timestamp_as_date',
    message: 'The sender writes the timestamp as a date.',
    remedy: 'Make the sender write Unix seconds.',
    isMade: ({ timestamp }) => !/^[\d.]+$/.test(timestamp) && !Number.isNaN(Date.parse(timestamp)),
  },
  {
    name: 'timestamp_stale',
    message: 'The signature matches, but the request is more than five minutes old.',
    remedy:
      'If the request was recorded earlier, pass the time of its timestamp header with --now. If it is new, correct the clocks of both machines or send the event again.',
    isMade: ({ timestamp }, now) => isSeconds(timestamp) && now - Number(timestamp) > TOLERANCE,
  },
  {
    name: 'timestamp_future',
    message: 'The signature matches, but the timestamp is more than five minutes in the future.',
    remedy: 'Correct the clocks of both machines. If you use --now, check that time.',
    isMade: ({ timestamp }, now) => isSeconds(timestamp) && Number(timestamp) - now > TOLERANCE,
  },
  {
    name: 'id_characters',
    message: 'The sender’s delivery ID contains other characters than letters, digits, - and _.',
    remedy: 'Make the sender use IDs without other characters, such as a full stop or a colon.',
    isMade: ({ id }) => /[^\w-]/.test(id),
  },
];

/** The mistakes in the timestamp and ID of a request whose signature matches. */
export const signedHeaderMistakesIn = (candidate: Candidate, now: number): readonly Finding[] => {
  if (candidate.scheme.kind !== 'standard') return [];
  const names = standardNames(candidate);
  const { [names.id]: id = '', [names.timestamp]: timestamp = '' } = candidate.headers;
  return SIGNED_HEADER_MISTAKES.filter(({ isMade }) => isMade({ id, timestamp }, now)).map(
    ({ name, message, remedy }) => ({ name, message, remedy }),
  );
};
