import { missingKeys } from 'zapier-local';
import { z } from 'zod';
import { isRecord } from '../../schema/json.ts';
import type { RecordView, Row } from './protocol.ts';

/** An output field of the app. */
export interface LabeledField {
  readonly key: string;
  readonly label?: string | undefined;
}

/** A field's key in Zapier's notation: `__` leads into an object, `[]` into each item of a list. */
const inside = (key: string, name: string): string =>
  key === '' || key.endsWith('[]') ? key + name : `${key}__${name}`;

const keyOfPath = (path: readonly PropertyKey[]): string =>
  path.reduce<string>((key, part) => (typeof part === 'number' ? `${key}[]` : inside(key, String(part))), '');

/** `site.packages[].name` → `site__packages[]name` */
const keyOfDottedPath = (path: string): string => path.replaceAll('[].', '[]').replaceAll('.', '__');

const shown = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);

const MAX_LENGTH = 20_000;

/** Shortens a text for the page: some attacks are 10 MB. */
export const shorten = (text: string): string =>
  text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}… (${text.length} characters)` : text;

/** Every leaf of a record. A field of a list has the value of each item. */
const leaves = (value: unknown, key = '', found = new Map<string, string[]>()): Map<string, string[]> => {
  const isList = Array.isArray(value) && value.some(isRecord);
  if (isList) for (const item of value) leaves(item, `${key}[]`, found);
  else if (isRecord(value) && Object.keys(value).length > 0) {
    for (const [name, inner] of Object.entries(value)) leaves(inner, inside(key, name), found);
  } else {
    const text = Array.isArray(value) ? value.map(shown).join(', ') : shown(value);
    found.set(key, [...(found.get(key) ?? []), text]);
  }
  return found;
};

/** The label that Zapier derives from a key without one. */
const humanized = (key: string): string =>
  key
    .split(/__|\[\]|_|(?<=[a-z])(?=[A-Z])/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** The labels, sample and schema that a record is compared with. */
export interface RecordSpec {
  readonly fields: readonly LabeledField[];
  readonly sample: unknown;
  readonly schema: z.core.$ZodType;
}

/** A record field by field, with its differences from the labels, the sample and the schema. */
export const rowsOf = (record: unknown, { fields, sample, schema }: RecordSpec): readonly Row[] => {
  const labels = new Map(fields.map(({ key, label }) => [key, label]));
  const labelOf = (key: string) => labels.get(key) ?? humanized(key);
  // An empty list, or null instead of an object, covers all fields inside it.
  const isGroup = (key: string) =>
    fields.some((field) => field.key.startsWith(`${key}__`) || field.key.startsWith(`${key}[]`));
  const rows = new Map<string, Row>();
  for (const [key, values] of leaves(record)) {
    const isUnlabeled = !labels.get(key) && !isGroup(key);
    rows.set(key, {
      key,
      label: labelOf(key),
      value: shorten(values.join(', ')),
      ...(isUnlabeled && { isUnlabeled }),
    });
  }
  for (const key of missingKeys(sample, record).map(keyOfDottedPath)) {
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

/** A record with a title, as the Zap editor lists it: “Site A”. */
export const recordView = (noun: string, index: number, record: unknown, spec: RecordSpec): RecordView => ({
  title: `${noun} ${String.fromCharCode(65 + (index % 26))}`,
  rows: rowsOf(record, spec),
});
