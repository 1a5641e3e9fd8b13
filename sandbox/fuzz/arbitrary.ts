import fc from 'fast-check';
import * as z from 'zod';

/** Text: ASCII, all of Unicode, and code units that are not valid Unicode. */
export const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)) }),
  fc.constantFrom(
    '',
    ' ',
    'null',
    'undefined',
    '__proto__',
    '0',
    'true',
    '\u0000',
    '\u2028',
    '\ufeff',
    'Zoë in Kraków',
  ),
);

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** Any JSON value, a few levels deep. */
export const json: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constant(null),
    fc.boolean(),
    fc.maxSafeInteger(),
    finite,
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.array(fc.tuple(text, tie('value')), { maxLength: 3 }).map((entries) => Object.fromEntries(entries)),
  ),
})).value;

const moment = fc
  .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-30T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** How random payloads may differ from their schema. */
export interface Drift {
  /** Whether any value may have another type. */
  readonly drifts: boolean;
  /** Keys of the fields that the app adds, which no unknown field may have. */
  readonly reserved: readonly string[];
}

const unknownFields = ({ reserved }: Drift, known: readonly string[]): fc.Arbitrary<[string, unknown][]> =>
  fc.array(
    fc.tuple(
      text.filter((key) => !known.includes(key) && !reserved.includes(key)),
      json,
    ),
    { maxLength: 2 },
  );

const leaf = (schema: z.core.$ZodType): fc.Arbitrary<unknown> => {
  if (schema instanceof z.core.$ZodISODateTime) {
    return fc.oneof(
      moment,
      moment.map((iso) => `${iso.slice(0, 19)}+02:00`),
    );
  }
  if (schema instanceof z.core.$ZodISODate) return moment.map((iso) => iso.slice(0, 10));
  if (schema instanceof z.core.$ZodString) return text;
  if (schema instanceof z.core.$ZodNumberFormat) return fc.maxSafeInteger();
  if (schema instanceof z.core.$ZodNumber) return finite;
  if (schema instanceof z.core.$ZodBoolean) return fc.boolean();
  if (schema instanceof z.core.$ZodUnknown) return json;
  throw new Error(`There are no random values for the schema kind ${schema._zod.def.type}`);
};

const members = (shape: z.core.$ZodShape, drift: Drift): fc.Arbitrary<Record<string, unknown>> => {
  const entries = Object.entries(shape).map(([key, schema]) => {
    const isOptional = schema instanceof z.core.$ZodOptional;
    const value = arbitraryOf(isOptional ? schema._zod.def.innerType : schema, drift);
    const present = value.map((each): [string, unknown][] => [[key, each]]);
    const absent = fc.constant<[string, unknown][]>([]);
    return isOptional ? fc.oneof(present, absent) : present;
  });
  return fc
    .tuple(unknownFields(drift, Object.keys(shape)), ...entries)
    .map((lists) => Object.fromEntries(lists.flat()));
};

const strictly = (schema: z.core.$ZodType, drift: Drift): fc.Arbitrary<unknown> => {
  if (schema instanceof z.core.$ZodOptional) return strictly(schema._zod.def.innerType, drift);
  if (schema instanceof z.core.$ZodNullable)
    return fc.option(strictly(schema._zod.def.innerType, drift), { nil: null });
  if (schema instanceof z.core.$ZodUnion)
    return fc.oneof(...schema._zod.def.options.map((option) => strictly(option, drift)));
  if (schema instanceof z.core.$ZodArray)
    return fc.array(arbitraryOf(schema._zod.def.element, drift), { maxLength: 3 });
  if (schema instanceof z.core.$ZodObject) return members(schema._zod.def.shape, drift);
  return leaf(schema);
};

/** Random values of a schema. */
export const arbitraryOf = (schema: z.core.$ZodType, drift: Drift): fc.Arbitrary<unknown> => {
  const strict = strictly(schema, drift);
  return drift.drifts ? fc.oneof({ weight: 30, arbitrary: strict }, { weight: 1, arbitrary: json }) : strict;
};

/** Random objects of an object schema. Their fields may drift; the object itself does not. */
export const objectOf = (
  { shape }: { readonly shape: z.core.$ZodShape },
  drift: Drift,
): fc.Arbitrary<Record<string, unknown>> => members(shape, drift);
