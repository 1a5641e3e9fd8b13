import { isRecord, type JsonObject } from '../records.ts';
import type { InputField } from './input-field.ts';

const FALSE = /^(no+|n|false|nope|f|never|no thanks|no thank you|null?|0|none|nill?)$/i;

/** Other characters than digits are ignored: `$1,000.50` is a number. */
const toNumber = (text: string): number => {
  const number = Number.parseFloat(text.replace(/[^0-9.-]/g, ''));
  return Number.isNaN(number) ? 0 : number;
};

const convertText = (type: string, text: string): unknown => {
  if (text === '') return text;
  if (type === 'boolean') return !FALSE.test(text.trim());
  if (type === 'number') return toNumber(text);
  return type === 'integer' ? Math.trunc(toNumber(text)) : text;
};

const convertValue = ({ type, children }: InputField, value: unknown): unknown => {
  if (children.length > 0) return isRecord(value) ? convertInput(children, value) : value;
  return typeof value === 'string' ? convertText(type, value) : value;
};

/** Converts the texts of numbers and booleans, as Zapier does before it calls an action. Dates stay as they are. */
export const convertInput = (fields: readonly InputField[], input: JsonObject): JsonObject => {
  const byKey = new Map(fields.map((field) => [field.key, field]));
  const entries = Object.entries(input).map(([key, value]): [string, unknown] => {
    const field = byKey.get(key);
    if (!field) return [key, value];
    return [key, Array.isArray(value) ? value.map((item) => convertValue(field, item)) : convertValue(field, value)];
  });
  return Object.fromEntries(entries);
};

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);

const clean = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(clean).filter((item) => !isEmpty(item));
  return isRecord(value) ? cleanInput(value) : value;
};

/**
 * Removes empty texts, lists and objects, and null, at any depth, as Zapier does unless `cleanInputData` is false.
 *
 * @see https://docs.zapier.com/platform/build-cli/empty-values-in-input-data
 */
export const cleanInput = (input: JsonObject): JsonObject => {
  const entries = Object.entries(input).map(([key, value]): [string, unknown] => [key, clean(value)]);
  return Object.fromEntries(entries.filter(([, value]) => !isEmpty(value)));
};
