import { isRecord, type JsonObject } from '../records.ts';
import { inputError } from './input-error.ts';
import { type InputField, isEntered, lineItems } from './input-field.ts';

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

/** Fills in the default of each field that the input does not have. An empty value stays: the user has removed the default. */
export const fillDefaults = (fields: readonly InputField[], input: JsonObject): JsonObject => {
  const filled: Record<string, unknown> = { ...input };
  for (const field of fields) {
    const { key, children, default: value } = field;
    if (isEntered(field) && value !== undefined && !(key in input)) filled[key] = value;
    const items = filled[key];
    if (children.length === 0 || !Array.isArray(items)) continue;
    filled[key] = items.map((item: unknown) => (isRecord(item) ? fillDefaults(children, item) : item));
  }
  return filled;
};

/** A field with a dropdown has the values of another trigger. */
const nameOf = ({ label, key, dynamic }: InputField): string => {
  const [trigger, valueKey] = dynamic?.split('.') ?? [];
  return `“${label}” (${key}${valueKey ? `, “${valueKey}” of an item of the trigger ${trigger}` : ''})`;
};

const missingFields = (fields: readonly InputField[], input: JsonObject): string[] =>
  fields.flatMap((field) => {
    const name = nameOf(field);
    if (isEntered(field) && field.required && isEmpty(input[field.key])) return [name];
    return lineItems(field, input).flatMap((item, index) =>
      missingFields(field.children, item).map((missing) => `${missing} in item ${index + 1} of ${name}`),
    );
  });

/** Throws an error that names the required fields without a value. */
export const requireFields = (action: string, fields: readonly InputField[], input: JsonObject): void => {
  const missing = missingFields(fields, input);
  if (missing.length === 0) return;
  const are = missing.length === 1 ? 'A required field has' : 'Required fields have';
  throw inputError(`${are} no value in the input of ${action}: ${missing.join(', ')}.`);
};
