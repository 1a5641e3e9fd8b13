import { isRecord, type JsonObject } from '../../../schema/json.ts';
import type { GuessedField } from './guessed-field.ts';

/** Names whose values are a choice of the provider, not data of a customer. */
const CHOICE_NAME =
  /(^|_)(type|status|state|object|kind|mode|currency|event|action|topic|version|locale|language)$|eventName|[a-z](Type|Status|Mode|Kind)$/;
const CHOICE = /^[A-Za-z][\w.:/-]{0,40}$/;

const BY_NAME: readonly (readonly [name: RegExp, example: string])[] = [
  [/e_?mail/i, 'jo.park@example.com'],
  [/phone|mobile|fax/i, '+1 402 555 0100'],
  [/first_?name|given_?name/i, 'Jo'],
  [/last_?name|family_?name|surname/i, 'Park'],
  [/user_?name|login|handle/i, 'jo.park'],
  [/(full|display|customer|contact|user)_?name/i, 'Jo Park'],
  [/company|organi[sz]ation/i, 'Acme Developers'],
  [/street|address_?\d?$/i, '100 Main Street'],
  [/city|town/i, 'Omaha'],
  [/zip|post_?code/i, '68102'],
  [/country_?code/i, 'US'],
  [/country/i, 'United States'],
  [/domain|host/i, 'www.example.com'],
];

const NUMBERED = '1234567890';
const LETTERS = 'abcdefghijkmnopqrstuvwxyz';

/** Another text of the same form: digits become digits, and letters become letters. */
const sameForm = (text: string, kept = 0): string =>
  [...text]
    .map((char, index) => {
      if (index < kept) return char;
      if (/\d/.test(char)) return NUMBERED[(index - kept) % NUMBERED.length];
      if (/\p{Lu}/u.test(char)) return LETTERS[index % LETTERS.length]?.toUpperCase();
      return /\p{L}/u.test(char) ? LETTERS[index % LETTERS.length] : char;
    })
    .join('');

const EXAMPLE_TIME = '2025-01-15T09:30:00Z';

const exampleTime = (text: string): string =>
  EXAMPLE_TIME.replace('Z', /(\.\d+)?(Z|[+-]\d\d:\d\d)$/.exec(text)?.[0] ?? 'Z');
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/;
const DATE_LIKE =
  /^\d{4}[-/]\d\d?[-/]\d\d?(?!\d)|^\d\d?[./-]\d\d?[./-]\d{2,4}\b|^(\w{3}, )?\d\d? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i;

/** Whether a text looks like a date that Zapier may not parse. */
const isUnclearDate = (text: string): boolean => DATE_LIKE.test(text) && !ISO.test(text);

const exampleText = (text: string, key: string, label: string): string => {
  if (text === '') return '';
  if (DATE_LIKE.test(text)) return EXAMPLE_TIME;
  if (UUID.test(text)) return '8f14e45f-ceea-467f-a1d3-2f5b0c9a7e01';
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return 'jo.park@example.com';
  if (/^[a-z]+:\/\//i.test(text)) return 'https://www.example.com/';
  if (CHOICE_NAME.test(key) && CHOICE.test(text)) return text;
  const known = BY_NAME.find(([name]) => name.test(key));
  if (known) return known[1];
  // Prices such as “$19.99”, and IDs such as “evt_1a2b”, whose prefix is the provider's.
  const hasForm = /^\D{0,4}[\d.,]+\D{0,4}$/.test(text) || (/^[\w-]{6,}$/.test(text) && /\d/.test(text));
  return hasForm ? sameForm(text, /^[a-z]{2,5}_/.exec(text)?.[0].length) : `Example ${label || 'Text'}`;
};

const exampleNumber = (value: number): number => {
  if (Math.abs(value) < 100 && Number.isInteger(value)) return value;
  const form = String(value);
  return /e/i.test(form) ? 1.5 : Number(sameForm(form));
};

/** An example without values that Zapier refuses in a sample: addresses without encryption, and dates that it may not parse. */
export const publishableBody = (body: JsonObject): JsonObject => {
  const publishable = (value: unknown): unknown => {
    if (typeof value === 'string') return isUnclearDate(value) ? EXAMPLE_TIME : value.replaceAll('http://', 'https://');
    if (Array.isArray(value)) return value.map(publishable);
    return isRecord(value) ? publishableBody(value) : value;
  };
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, publishable(value)]));
};

/** Replaces the values of an example by others of the same types, except choices such as a status. */
const exampleOf = (field: GuessedField, value: unknown, type: string): unknown => {
  const { kind, key, label, fields } = field;
  if (kind === 'open') return isRecord(value) && Object.keys(value).length > 0 ? { key1: 'value1' } : {};
  if (kind === 'group' && isRecord(value)) return exampleBody(fields, value, type);
  if (kind === 'list' && Array.isArray(value)) {
    return value
      .filter(isRecord)
      .slice(0, 1)
      .map((item) => exampleBody(fields, item, type));
  }
  if (Array.isArray(value))
    return kind === 'values' ? value.slice(0, 1).map((item) => exampleText(String(item), key, label)) : [];
  if (typeof value === 'string') {
    if (value === type) return value;
    if (kind === 'time') return exampleTime(value);
    return kind === 'day' ? '2025-01-15' : exampleText(value, key, label);
  }
  if (typeof value === 'number') return exampleNumber(value);
  // An object of unknown form may contain anything.
  return isRecord(value) ? {} : value;
};

/**
 * A sample for everyone who sets up a Zap, from a delivery that may contain data of a customer.
 *
 * @param type the event's type, which is kept
 */
export const exampleBody = (fields: readonly GuessedField[], body: JsonObject, type: string): JsonObject =>
  Object.fromEntries(
    fields
      .filter(({ key }) => Object.hasOwn(body, key))
      .map((field) => [field.key, exampleOf(field, body[field.key], type)]),
  );
