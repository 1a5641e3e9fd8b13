import { isRecord, type JsonObject } from '../../../schema/json.ts';
import { bodyIdLabel, fieldLabel } from './field-labels.ts';
import type { FieldKind, GuessedField } from './guessed-field.ts';
import { wordsOf } from './words.ts';

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const DAY = /^\d{4}-\d\d-\d\d$/;
const TIME_NAME = /(_at|At|_date|Date|_time)$|^date_/;
/** Numbers that have decimals in another delivery, even if this one has none. */
const DECIMAL_NAME =
  /amount|balance|cost|discount|distance|feet|fee$|latitude|longitude|percent|price|probability|rate$|saving|score|tax$|total|weight/i;
const IN_CENTS = /cents|minor/i;
/** Objects with keys that users choose. */
const OPEN_NAME = /^(meta_?data|custom_?(fields|attributes|data)|properties|traits|fields|extra)$/i;
/** A key that is an ID, an address or a text is a value of a customer. */
const NAME = /^[A-Za-z_$][\w$-]{0,60}$/;

const scalarKind = (key: string, values: readonly unknown[]): FieldKind => {
  const every = (test: (value: unknown) => boolean) => values.every(test);
  if (values.length === 0) return TIME_NAME.test(key) ? 'time' : 'anything';
  if (every((value) => typeof value === 'boolean')) return 'flag';
  if (every((value) => typeof value === 'number')) {
    const isWhole = every(Number.isSafeInteger) && (!DECIMAL_NAME.test(key) || IN_CENTS.test(key));
    return isWhole ? 'integer' : 'decimal';
  }
  if (!every((value) => typeof value === 'string')) return 'anything';
  if (every((value) => TIME.test(String(value)))) return 'time';
  return every((value) => DAY.test(String(value))) ? 'day' : 'text';
};

const objectKind = (key: string, objects: readonly JsonObject[]): FieldKind => {
  const keys = objects.flatMap(Object.keys);
  return keys.length === 0 || OPEN_NAME.test(key) || !keys.every((name) => NAME.test(name)) ? 'open' : 'group';
};

const listKind = (items: readonly unknown[]): FieldKind => {
  if (items.length === 0) return 'anything';
  if (items.every((item) => typeof item === 'string')) return 'values';
  const hasFields = items.every(isRecord) && items.flatMap(Object.keys).length > 0;
  return hasFields && items.flatMap(Object.keys).every((name) => NAME.test(name)) ? 'list' : 'anything';
};

const guessField = (key: string, owners: readonly JsonObject[], parent: readonly string[]): GuessedField => {
  const present = owners.filter((owner) => Object.hasOwn(owner, key)).map((owner) => owner[key]);
  const values = present.filter((value) => value !== null);
  const isOf = (test: (value: unknown) => boolean) => values.length > 0 && values.every(test);
  const [objects, items] = [values.filter(isRecord), values.filter(Array.isArray).flat()];
  const kind = isOf(isRecord)
    ? objectKind(key, objects)
    : isOf(Array.isArray)
      ? listKind(items)
      : scalarKind(key, values);
  const inner = kind === 'group' ? objects : kind === 'list' ? items.filter(isRecord) : [];
  return {
    key,
    label: fieldLabel(key, kind, parent),
    kind,
    fields: guessAll(inner, wordsOf(key)),
    isNullable: kind !== 'anything' && values.length < present.length,
    isOptional: present.length < owners.length,
  };
};

const guessAll = (objects: readonly JsonObject[], parent: readonly string[]): GuessedField[] =>
  [...new Set(objects.flatMap(Object.keys))].map((key) => guessField(key, objects, parent));

/** Two fields with one label cannot be told apart in the Zap editor. */
const withUniqueLabels = (
  fields: readonly GuessedField[],
  path: string,
  wrapper: string,
  used: Set<string>,
): GuessedField[] =>
  fields.map((field) => {
    const joined = (label: string) => [path, label].filter(Boolean).join(' ');
    if (field.fields.length > 0) {
      const own = field.label === '' ? fieldLabel(field.key, 'text', []) : '';
      return { ...field, fields: withUniqueLabels(field.fields, joined(field.label), own, used) };
    }
    const numbered = Array.from({ length: used.size + 1 }, (_, index) => `${field.label} ${index + 2}`);
    const candidates = [field.label, ...(wrapper ? [`${wrapper} ${field.label}`] : []), ...numbered];
    const label = candidates.find((one) => !used.has(joined(one))) ?? field.label;
    used.add(joined(label));
    return { ...field, label };
  });

/** Guesses the fields of a body from examples of it: a field that one of them does not have is optional. */
export const guessFields = (bodies: readonly JsonObject[]): readonly GuessedField[] => {
  const idLabel = bodyIdLabel(bodies[0] ?? {});
  const fields = guessAll(bodies, []).map((field) =>
    field.key === 'id' && idLabel ? { ...field, label: idLabel } : field,
  );
  return withUniqueLabels(fields, '', '', new Set());
};
