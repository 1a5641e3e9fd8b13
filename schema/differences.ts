import { $ZodArray, $ZodObject, type $ZodType, safeParse } from 'zod/v4/core';
import { isRecord, type JsonObject } from './json.ts';
import { unwrap } from './unwrap.ts';

/** Where a value differs from a schema: paths only, never a value. */
export interface Differences {
  /** Fields of another type, and missing fields, such as `items.0.count`. */
  readonly differing: readonly string[];
  /** Fields that the schema does not have, such as `items[].note`. */
  readonly unknown: readonly string[];
}

/** Values that are compared. A list of a million items must not use the time and memory of a run. */
const MAX_VALUES = 20_000;

const withoutIndexes = (path: readonly (string | number)[]): string =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[]` : text === '' ? key : `${text}.${key}`),
    '',
  );

/**
 * Compares a value with a schema. Not by the schema's own check, which collects every difference before it returns and fails if
 * there are tens of thousands.
 *
 * @param most the number of paths of each kind
 */
export const differencesOf = (schema: $ZodType, value: unknown, most: number): Differences => {
  const differing: string[] = [];
  const unknown = new Set<string>();
  const path: (string | number)[] = [];
  let compared = 0;
  const visitAt = (key: string | number, schemaThere: $ZodType, current: unknown): void => {
    path.push(key);
    visit(schemaThere, current);
    path.pop();
  };
  const visit = (wrapped: $ZodType, current: unknown): void => {
    compared += 1;
    // Looked up only for a list or an object: most values are neither.
    const type = typeof current === 'object' ? unwrap(wrapped) : wrapped;
    if (Array.isArray(current) && type instanceof $ZodArray) {
      for (let index = 0; index < current.length && compared < MAX_VALUES; index += 1) {
        visitAt(index, type._zod.def.element, current[index]);
      }
    } else if (isRecord(current) && type instanceof $ZodObject) {
      visitFields(type._zod.def.shape, current);
    } else if (differing.length < most && !safeParse(wrapped, current).success) {
      differing.push(path.join('.'));
    }
  };
  const visitFields = (shape: Readonly<Record<string, $ZodType>>, current: JsonObject): void => {
    const fields = Object.entries(shape);
    for (const [key, field] of fields) visitAt(key, field, Object.hasOwn(current, key) ? current[key] : undefined);
    // An object without fields in its schema is open: its keys are not known.
    if (fields.length === 0) return;
    for (const key of Object.keys(current)) {
      if (unknown.size >= most) return;
      if (!Object.hasOwn(shape, key)) unknown.add(withoutIndexes([...path, key]));
    }
  };
  visit(schema, value);
  return { differing, unknown: [...unknown] };
};
