import { asString, isRecord } from '../../../schema/json.ts';
import { parseJson } from '../parse-json.ts';
import { UsageError } from '../usage-error.ts';

/** A line of an app's log. */
export interface LogLine {
  /** Empty if the record has no message, such as the log of an HTTP request. */
  readonly message: string;
  readonly at?: Date | undefined;
}

// `zapier-platform logs` names the message `Log` with --format json, and `full_message` with --format raw.
const MESSAGE_FIELDS = ['Log', 'full_message', 'message'];
const TIME_FIELDS = ['Timestamp', 'timestamp'];

const firstText = (record: Readonly<Record<string, unknown>>, fields: readonly string[]): string | undefined =>
  fields.map((field) => asString(record[field])).find((text) => text !== undefined);

const timeOf = (record: Readonly<Record<string, unknown>>): Date | undefined => {
  const at = new Date(firstText(record, TIME_FIELDS) ?? '');
  return Number.isNaN(at.getTime()) ? undefined : at;
};

const linesIn = (value: unknown): readonly LogLine[] => {
  if (typeof value === 'string') return [{ message: value }];
  if (Array.isArray(value)) return value.flatMap(linesIn);
  if (!isRecord(value)) return [];
  const message = firstText(value, MESSAGE_FIELDS);
  if (message !== undefined) return [{ message: message.trim(), at: timeOf(value) }];
  // An envelope such as {"logs": […]}, or a record without a message.
  const lists = Object.values(value).filter(Array.isArray);
  return lists.length > 0 ? lists.flatMap(linesIn) : [{ message: '' }];
};

/** Reads the lines of a log from JSON or JSON Lines. A line that is not JSON counts as a line without a message. */
export const readLogLines = (input: string): readonly LogLine[] => {
  const whole = parseJson(input);
  if (whole !== undefined) return linesIn(whole);
  const rows = input
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map(parseJson);
  if (rows.every((row) => row === undefined)) {
    throw new UsageError('The input is not JSON. Pipe the output of `npx zapier-platform logs --format json`.');
  }
  return rows.flatMap((row) => (row === undefined ? [{ message: '' }] : linesIn(row)));
};
