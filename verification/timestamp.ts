import { type Rejection, reject } from './rejection.ts';
import type { Timestamp, TimeUnit } from './scheme.ts';

const SECONDS = /^\d{10}$/;
const MILLISECONDS = /^\d{13}$/;
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

const readSeconds = (text: string) => (SECONDS.test(text) ? Number(text) : undefined);
const readMilliseconds = (text: string) => (MILLISECONDS.test(text) ? Number(text) / 1000 : undefined);
const readIso = (text: string) => (ISO.test(text) ? Date.parse(text) / 1000 : undefined);

/**
 * The seconds since 1970 in each format. Each format has one length or one end, so that a timestamp next to the body cannot take
 * characters from it. Seconds have ten digits from 2001 to 2286.
 */
const READERS: Readonly<Record<TimeUnit, (text: string) => number | undefined>> = {
  s: readSeconds,
  ms: readMilliseconds,
  iso: readIso,
  any: (text) => readSeconds(text) ?? readMilliseconds(text) ?? readIso(text),
};

/** The timestamp in a verified JSON body, as text. */
export const readBodyTime = (body: string, key: string): string | undefined => {
  try {
    const value = Object(JSON.parse(body))[key];
    return typeof value === 'number' || typeof value === 'string' ? String(value) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * Reads a timestamp and checks its age.
 *
 * @param now seconds since 1970
 * @returns seconds since 1970
 */
export const checkTime = (
  text: string | undefined,
  { unit, tolerance }: Timestamp,
  now: number,
): number | Rejection => {
  if (text === undefined) return reject('timestamp_missing');
  const time = READERS[unit](text);
  if (time === undefined || Number.isNaN(time)) return reject('timestamp_malformed');
  if (now - time > tolerance) return reject('timestamp_too_old');
  if (time - now > tolerance) return reject('timestamp_too_new');
  return time;
};
