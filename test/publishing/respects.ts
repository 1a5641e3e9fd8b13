import * as z from 'zod';

/** The output fields that an app returns. */
export const outputFields = z.array(
  z.looseObject({ key: z.string(), type: z.string().optional(), required: z.boolean().optional() }),
);

/** An output field. */
export type Field = z.infer<typeof outputFields>[number];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values of a field: `__` leads into an object, `[]` into each item of a list. */
const valuesAt = (value: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isObject(value) && step in value ? valuesAt(value[step], rest) : [];
};

const stepsOf = (key: string): string[] => key.split(/__|(\[\])/).filter(Boolean);

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const MATCHES: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(value).success,
};

/**
 * Where a record does not match its output fields: a required field is missing, or a value has another type. Null counts as missing.
 *
 * @see https://docs.zapier.com/platform/publish/integration-checks-reference
 */
export const brokenFields = (fields: readonly Field[], record: unknown): string[] =>
  fields.flatMap(({ key, type = 'string', required }) => {
    const found = valuesAt(record, stepsOf(key));
    const values = found.flat().filter((value) => value !== null && value !== undefined);
    if (required && values.length === 0) return [`${key} is missing`];
    const matches = MATCHES[type] ?? isScalar;
    return values.some((value) => !matches(value)) ? [`${key} is not of type ${type}`] : [];
  });
