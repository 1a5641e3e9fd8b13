import {
  $ZodArray,
  $ZodBoolean,
  $ZodISODate,
  $ZodISODateTime,
  $ZodNullable,
  $ZodNumber,
  $ZodNumberFormat,
  $ZodObject,
  $ZodOptional,
  type $ZodType,
  $ZodUnion,
  globalRegistry,
} from 'zod/v4/core';

/** A labelled field of a trigger's output. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'datetime';
}

const unwrap = (schema: $ZodType): $ZodType => {
  if (schema instanceof $ZodOptional || schema instanceof $ZodNullable) return unwrap(schema._zod.def.innerType);
  return schema;
};

const titleOf = (schema: $ZodType): string => globalRegistry.get(schema)?.title ?? '';

const typeOf = (schema: $ZodType): OutputField['type'] => {
  if (schema instanceof $ZodNumberFormat && schema._zod.def.format === 'safeint') return 'integer';
  if (schema instanceof $ZodNumber) return 'number';
  if (schema instanceof $ZodBoolean) return 'boolean';
  // The first of several is what the provider means; the others are how some write it.
  const [first] = schema instanceof $ZodUnion ? schema._zod.def.options : [];
  if (first) return typeOf(first);
  if (schema instanceof $ZodISODateTime || schema instanceof $ZodISODate) return 'datetime';
  return 'string';
};

interface Place {
  readonly key: string;
  readonly label: string;
}

const inside = ({ key, label }: Place, schema: $ZodType, name: string): Place => ({
  // `__` goes into an object, `[]` into each item of a list.
  key: key === '' || key.endsWith('[]') ? key + name : `${key}__${name}`,
  label: [label, titleOf(schema)].filter(Boolean).join(' '),
});

const walk = (wrapped: $ZodType, place: Place): OutputField[] => {
  const schema = unwrap(wrapped);
  if (schema instanceof $ZodArray) {
    const item = unwrap(schema._zod.def.element);
    if (item instanceof $ZodObject) return walk(item, { ...place, key: `${place.key}[]` });
    return [{ ...place, type: typeOf(item) }];
  }
  if (!(schema instanceof $ZodObject)) return [{ ...place, type: typeOf(schema) }];
  // What an open object holds is up to the user or the provider, so Zapier names its fields when it sees them.
  return Object.entries(schema._zod.def.shape).flatMap(([name, field]) =>
    walk(field, inside(place, unwrap(field), name)),
  );
};

/**
 * The output fields of a schema, one for every leaf: `site__accountHolder__packages[]name`, “Site Account Holder Package Name”.
 *
 * @see https://docs.zapier.com/platform/build/output-fields
 */
export const toOutputFields = (schema: $ZodType): OutputField[] => walk(schema, { key: '', label: '' });
