import * as z from 'zod';

/** Output fields as an app answers them. */
export const outputFields = z.array(
  z.looseObject({ key: z.string(), type: z.string().optional(), required: z.boolean().optional() }),
);

/** One of them. */
export type Field = z.infer<typeof outputFields>[number];

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The values that a field's key leads to: `__` goes into an object, `[]` into each item of a list. */
const valuesAt = (value: unknown, steps: readonly string[]): unknown[] => {
  const [step, ...rest] = steps;
  if (step === undefined) return [value];
  if (step === '[]') return Array.isArray(value) ? value.flatMap((item) => valuesAt(item, rest)) : [];
  return isObject(value) && step in value ? valuesAt(value[step], rest) : [];
};

const stepsOf = (key: string): string[] => key.split(/__|(\[\])/).filter(Boolean);

const isScalar = (value: unknown): boolean => ['string', 'number', 'boolean'].includes(typeof value);

const FITS: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  integer: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  datetime: (value) => z.union([z.iso.datetime({ offset: true }), z.iso.date()]).safeParse(value).success,
};

/**
 * What in a record breaks its output fields: one that is required and not there, or a value of another type. A null is no value.
 *
 * @see https://docs.zapier.com/platform/publish/integration-checks-reference
 */
export const brokenFields = (fields: readonly Field[], record: unknown): string[] =>
  fields.flatMap(({ key, type = 'string', required }) => {
    const found = valuesAt(record, stepsOf(key));
    const values = found.flat().filter((value) => value !== null && value !== undefined);
    if (required && values.length === 0) return [`${key} is missing`];
    const fits = FITS[type] ?? isScalar;
    return values.some((value) => !fits(value)) ? [`${key} is no ${type}`] : [];
  });
