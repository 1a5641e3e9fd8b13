import { z } from 'zod';
import { missingKeys } from '../demo/shape.ts';
import type { RecordView, Row } from './protocol.ts';

/** An output field, as Zapier asks the app for it. */
export interface LabelledField {
  readonly key: string;
  readonly label?: string | undefined;
}

const FIELDS = z.array(z.looseObject({ key: z.string(), label: z.string().optional() }));

/** Reads what the app answered about its output fields. */
export const readFields = (results: unknown): readonly LabelledField[] => FIELDS.parse(results);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The key of a field in Zapier's spelling: `__` goes into an object, `[]` into each item of a list. */
const inside = (key: string, name: string): string =>
  key === '' || key.endsWith('[]') ? key + name : `${key}__${name}`;

const keyOfPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((key, part) => (typeof part === 'number' ? `${key}[]` : inside(key, String(part))), '');

/** `site.packages[].name` → `site__packages[]name` */
const keyOfPlace = (place: string): string => place.replaceAll('[].', '[]').replaceAll('.', '__');

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

const LONGEST = 20_000;

/** A text as long as people read; some attacks are 10 MB. */
export const shorten = (text: string): string =>
  text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;

/** Every leaf of a record: one line for a field of a list, with the value of each item. */
const leaves = (value: unknown, key = '', found = new Map<string, string[]>()): Map<string, string[]> => {
  const isList = Array.isArray(value) && value.some(isObject);
  if (isList) for (const item of value) leaves(item, `${key}[]`, found);
  else if (isObject(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, inside(key, name), found);
  } else {
    const text = Array.isArray(value) ? value.map(shown).join(', ') : shown(value);
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
};

/** What Zapier makes of a key that has no label. */
const humanised = (key: string): string =>
  key
    .split(/__|\[\]|_|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** What a record is compared with. */
export interface Expected {
  readonly fields: readonly LabelledField[];
  readonly sample: unknown;
  readonly schema: z.core.$ZodType;
}

/** A record line by line, with what drifted from its labels, its sample and its schema. */
export const rowsOf = (record: unknown, { fields, sample, schema }: Expected): readonly Row[] => {
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const labelOf = (key: string) => labels.get(key) ?? humanised(key);
  // An empty list, or null in place of an object, stands for all the fields that it could hold.
  const isGroup = (key: string) =>
    fields.some((field) => field.key.startsWith(`${key}__`) || field.key.startsWith(`${key}[]`));
  const rows = new Map<string, Row>();
  for (const [key, values] of leaves(record)) {
    const isUnlabelled = !labels.get(key) && !isGroup(key);
    rows.set(key, {
      key,
      label: labelOf(key),
      value: shorten(values.join(', ')),
      ...(isUnlabelled && { isUnlabelled }),
    });
  }
  for (const key of missingKeys(sample, record).map(keyOfPlace)) {
    rows.set(key, { key, label: labelOf(key), value: '', isMissing: true });
  }
  for (const { path, message } of z.safeParse(schema, record).error?.issues ?? []) {
    const key = keyOfPath(path);
    rows.set(key, {
      ...(rows.get(key) ?? { key, label: labelOf(key), value: '' }),
      problem: message.replace(/^Invalid input: /, ''),
    });
  }
  return [...rows.values()];
};

/** A record with a name, as the Zap editor lists it: “Site A”. */
export const recordView = (noun: string, index: number, record: unknown, expected: Expected): RecordView => ({
  title: `${noun} ${String.fromCharCode(65 + (index % 26))}`,
  rows: rowsOf(record, expected),
});
