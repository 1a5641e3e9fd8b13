import { isRecord } from '../records.ts';

/** The part of an output field that the checks read. @see https://github.com/zapier/zapier-platform/blob/main/packages/schema/docs/build/schema.md#outputfieldschema */
export interface OutputField {
  readonly key: string;
  readonly type?: string;
  readonly required?: boolean;
  readonly list?: boolean;
  readonly children?: readonly OutputField[];
  readonly sample?: unknown;
}

/** Reads the result of `outputFields`. What is not a field is left out: core's own checks report it. */
export const toOutputFields = (value: unknown): OutputField[] => {
  const fields: unknown[] = Array.isArray(value) ? value : [];
  return fields.flatMap((field) => {
    if (!isRecord(field) || typeof field['key'] !== 'string') return [];
    const { key, type, required, list, children, sample } = field;
    return [
      {
        key,
        ...(typeof type === 'string' && { type }),
        required: required === true,
        list: list === true,
        children: toOutputFields(children),
        ...(sample !== undefined && { sample }),
      },
    ];
  });
};

/** `2026-11-24`, or a time with its zone: `2026-11-24T10:00:00Z`, `2026-11-24T10:00:00-0500`. Zapier's T003 and D023 require this. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?))?$/i;

const isText = (value: unknown): boolean => typeof value === 'string';

const MATCHES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: isText,
  text: isText,
  password: isText,
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) =>
    typeof value === 'string' && ISO_8601.test(value) && !Number.isNaN(Date.parse(value.slice(0, 10))),
};

/** The values of a field: `__` leads into an object, `[]` into each item of a list. */
const valuesAt = (value: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  // Zapier shows the values of all items of a list under the name that one of them has.
  if (Array.isArray(value)) return value.flatMap((item) => valuesAt(item, steps));
  return isRecord(value) && step in value ? valuesAt(value[step], rest) : [];
};

const stepsOf = (key: string): string[] => key.split(/__|(\[\])/).filter(Boolean);

/** The values of a field in a record. A key with `__` in it is a key first, and a path second. */
const valuesOf = (record: unknown, key: string): unknown[] =>
  isRecord(record) && key in record ? [record[key]] : valuesAt(record, stepsOf(key));

const isPresent = (value: unknown): boolean => value !== null && value !== undefined;

/** What a value is: `string "1"`, `number`, `array`. */
const describe = (value: unknown): string => {
  if (Array.isArray(value)) return 'array';
  if (typeof value !== 'string') return typeof value;
  return `string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 39)}…` : value)}`;
};

/**
 * Where a record does not match its output fields: a required field is missing, or a value has another type. A value of null
 * counts as missing, and has every type. A field without a type accepts every value.
 */
export const brokenFields = (fields: readonly OutputField[], record: unknown, path = ''): string[] =>
  fields.flatMap((field) => {
    const { key, type, required, children = [] } = field;
    const name = `${path}${key}`;
    const values = valuesOf(record, key).flat().filter(isPresent);
    if (values.length === 0) return required ? [`${name} is required and missing`] : [];
    if (children.length > 0) return [...new Set(values.flatMap((value) => brokenFields(children, value, `${name}.`)))];
    const matches = type === undefined ? undefined : MATCHES[type];
    const wrong = matches && values.find((value) => !matches(value));
    return wrong === undefined ? [] : [`${name} is not of type ${type}: ${describe(wrong)}`];
  });

/** The sample of a trigger. Samples of fields take precedence. */
export const sampleOf = (sample: unknown, fields: readonly OutputField[]): Readonly<Record<string, unknown>> => ({
  ...(isRecord(sample) ? sample : {}),
  ...Object.fromEntries(fields.flatMap(({ key, sample: value }) => (value === undefined ? [] : [[key, value]]))),
});
