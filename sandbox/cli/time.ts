import { Problem } from './problem.ts';

/** How times are given, for help texts. */
export const TIME_FORMS = 'ISO 8601 with a time zone, or seconds since 1970';

/** Reads a time that was given as an option. */
export const parseTime = (text: string): Date => {
  const isSeconds = /^\d{1,10}$/.test(text);
  // Without a zone, the same text would mean another moment on another machine.
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const time = isSeconds ? new Date(Number(text) * 1000) : new Date(isIso ? text : Number.NaN);
  if (Number.isNaN(time.getTime())) throw new Problem(`“${text}” is not a time. Give it as ${TIME_FORMS}.`);
  return time;
};

/** Seconds since 1970. */
export const secondsOf = (time: Date): number => Math.floor(time.getTime() / 1000);
