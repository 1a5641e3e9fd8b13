import { isRecord, type JsonObject } from '../records.ts';
import type { Action } from '../zapier/definition.ts';

/** The keys by which Zapier deduplicates the items of a polling trigger: `primary` output fields, or `id`. */
const primaryKeys = ({ operation }: Action): readonly string[] => {
  const { outputFields } = operation;
  const fields: unknown[] = Array.isArray(outputFields) ? outputFields : [];
  const keys = fields.flatMap((field) =>
    isRecord(field) && field['primary'] === true && typeof field['key'] === 'string' ? [field['key']] : [],
  );
  return keys.length > 0 ? keys : ['id'];
};

/** What is wrong with the items of a polling trigger, or undefined: each needs a value for its primary key. */
export const findMissingKey = (trigger: Action, items: readonly JsonObject[]): string | undefined => {
  for (const [index, item] of items.entries()) {
    for (const key of primaryKeys(trigger)) {
      const value = item[key];
      if (value === undefined || value === null) return `item ${index + 1} has no “${key}”`;
      if (typeof value === 'object') return `“${key}” of item ${index + 1} is not a text or a number`;
    }
  }
  return undefined;
};
