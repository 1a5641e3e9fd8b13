import * as z from 'zod';

/** A labelled field of a trigger's output. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'datetime';
}

const unwrap = (schema: z.core.$ZodType): z.core.$ZodType => {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) return unwrap(schema.unwrap());
  return schema;
};

const titleOf = (schema: z.core.$ZodType): string => z.globalRegistry.get(schema)?.title ?? '';

const typeOf = (schema: z.core.$ZodType): OutputField['type'] => {
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? 'integer' : 'number';
  if (schema instanceof z.ZodBoolean) return 'boolean';
  // The first of several is what the provider means; the others are how some write it.
  if (schema instanceof z.ZodUnion) return typeOf(schema.options[0] ?? z.string());
  if (schema instanceof z.ZodISODateTime || schema instanceof z.ZodISODate) return 'datetime';
  return 'string';
};

interface Place {
  readonly key: string;
  readonly label: string;
}

const inside = ({ key, label }: Place, schema: z.core.$ZodType, name: string): Place => ({
  // `__` goes into an object, `[]` into each item of a list.
  key: key === '' || key.endsWith('[]') ? key + name : `${key}__${name}`,
  label: [label, titleOf(schema)].filter(Boolean).join(' '),
});

const walk = (wrapped: z.core.$ZodType, place: Place): OutputField[] => {
  const schema = unwrap(wrapped);
  if (schema instanceof z.ZodArray) {
    const item = unwrap(schema.element);
    if (item instanceof z.ZodObject) return walk(item, { ...place, key: `${place.key}[]` });
    return [{ ...place, type: typeOf(item) }];
  }
  if (!(schema instanceof z.ZodObject)) return [{ ...place, type: typeOf(schema) }];
  // What an open object holds is up to the user or the provider, so Zapier names its fields when it sees them.
  return Object.entries(schema.shape).flatMap(([name, field]) => walk(field, inside(place, unwrap(field), name)));
};

/**
 * The output fields of a schema, one for every leaf: `site__accountHolder__packages[]name`, “Site Account Holder Package Name”.
 *
 * @see https://docs.zapier.com/platform/build/output-fields
 */
export const toOutputFields = (schema: z.core.$ZodType): OutputField[] => walk(schema, { key: '', label: '' });
