import {
  $ZodArray,
  $ZodBoolean,
  $ZodISODate,
  $ZodISODateTime,
  $ZodNumber,
  $ZodNumberFormat,
  $ZodObject,
  type $ZodType,
  $ZodUnion,
  globalRegistry,
} from 'zod/v4/core';
import { unwrap } from './unwrap.ts';

/** A labeled field of a trigger's output. */
export interface OutputField {
  readonly key: string;
  readonly label: string;
  readonly type: 'string' | 'number' | 'integer' | 'boolean' | 'datetime';
}

const titleOf = (schema: $ZodType): string => globalRegistry.get(schema)?.title ?? '';

const typeOf = (schema: $ZodType): OutputField['type'] => {
  if (schema instanceof $ZodNumberFormat && schema._zod.def.format === 'safeint') return 'integer';
  if (schema instanceof $ZodNumber) return 'number';
  if (schema instanceof $ZodBoolean) return 'boolean';
  // The first option is the documented type; the others are other forms that some senders use.
  const [first] = schema instanceof $ZodUnion ? schema._zod.def.options : [];
  if (first) return typeOf(first);
  if (schema instanceof $ZodISODateTime || schema instanceof $ZodISODate) return 'datetime';
  return 'string';
};

interface Path {
  readonly key: string;
  readonly label: string;
}

const inside = ({ key, label }: Path, schema: $ZodType, name: string): Path => ({
  // `__` leads into an object, `[]` into each item of a list.
  key: key === '' || key.endsWith('[]') ? key + name : `${key}__${name}`,
  label: [label, titleOf(schema)].filter(Boolean).join(' '),
});

const walk = (wrapped: $ZodType, path: Path): OutputField[] => {
  const schema = unwrap(wrapped);
  if (schema instanceof $ZodArray) {
    const item = unwrap(schema._zod.def.element);
    if (item instanceof $ZodObject) return walk(item, { ...path, key: `${path.key}[]` });
    return [{ ...path, type: typeOf(item) }];
  }
  const [first] = schema instanceof $ZodUnion ? schema._zod.def.options : [];
  if (first instanceof $ZodObject) return walk(first, path);
  if (!(schema instanceof $ZodObject)) return [{ ...path, type: typeOf(schema) }];
  // The fields of an open object are not known: Zapier labels them when they arrive.
  return Object.entries(schema._zod.def.shape).flatMap(([name, field]) =>
    walk(field, inside(path, unwrap(field), name)),
  );
};

/**
 * The output fields of a schema, one for each value: `site__accountHolder__packages[]name`, “Site Account Holder Package Name”.
 *
 * @see https://docs.zapier.com/platform/build/output-fields
 */
export const toOutputFields = (schema: $ZodType): OutputField[] => walk(schema, { key: '', label: '' });
