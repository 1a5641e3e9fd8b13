import { UsageError } from './usage-error.ts';

/** The accepted formats of a time, for help texts. */
export const TIME_FORMATS = 'ISO 8601 with a time zone, or Unix seconds';

/** Parses a time given as an option. */
export const parseTime = (text: string): Date => {
  const isSeconds = /^\d{1,10}$/.test(text);
  // Without a time zone, the result would depend on the machine.
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isSeconds ? new Date(Number(text) * 1000) : new Date(isIso ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new UsageError(`“${text}” is not a time. Use ${TIME_FORMATS}.`);
  return time;
};

/** Unix seconds. */
export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);
