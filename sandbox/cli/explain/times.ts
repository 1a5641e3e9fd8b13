import type { TimeUnit } from '../../../verification/scheme.ts';
import { timeText } from '../../providers/sign.ts';

/** The units of a timestamp, in sentences. */
export const UNIT_NAMES: Readonly<Record<TimeUnit, string>> = {
  s: 'Unix seconds',
  ms: 'Unix milliseconds',
  iso: 'ISO 8601',
  any: 'Unix seconds, Unix milliseconds or ISO 8601',
};

/** The form of a timestamp, whatever the scheme documents. */
export const formOf = (text: string): 's' | 'ms' | 'iso' | 'fraction' | 'other' => {
  if (/^\d{1,12}$/.test(text)) return 's';
  if (/^\d{13,}$/.test(text)) return 'ms';
  if (/^\d+\.\d+$/.test(text)) return 'fraction';
  return Number.isNaN(Date.parse(text)) ? 'other' : 'iso';
};

/** The time in a timestamp of any form. */
export const timeIn = (text: string): Date => {
  const form = formOf(text);
  if (form === 's' || form === 'fraction') return new Date(Number(text) * 1000);
  return new Date(form === 'ms' ? Number(text) : text);
};

/** The ways to write a time in a unit. */
export const writeTime = (time: Date, unit: TimeUnit): readonly string[] => {
  if (Number.isNaN(time.getTime())) return [];
  if (unit === 'any') return (['s', 'ms', 'iso'] as const).flatMap((one) => writeTime(time, one));
  const text = timeText(time, unit);
  return unit === 'iso' ? [text, text.replace(/\.\d+Z$/, 'Z')] : [text];
};
