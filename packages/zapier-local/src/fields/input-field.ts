import { isRecord, type JsonObject } from '../records.ts';
import { kindOf } from '../zapier/results.ts';
import { inputError } from './input-error.ts';

/** A field of a trigger's or an action's form. It has the other properties of the definition as well, such as `helpText`. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  readonly type: string;
  readonly required: boolean;
  /** Whether the value is filled in without the user. */
  readonly computed: boolean;
  /** Whether users can enter several values. */
  readonly list: boolean;
  /** Whether the app computes the fields again when the value changes. */
  readonly altersDynamicFields: boolean;
  readonly default?: string;
  /** The values of a static dropdown. */
  readonly choices?: unknown;
  /** The trigger that fills a dropdown, the key of its values and the key of its labels: `project.id.name`. */
  readonly dynamic?: string;
  /** The fields of a line item: the value is a list of objects. */
  readonly children: readonly InputField[];
}

const parseField = (method: string, field: unknown): InputField => {
  if (!isRecord(field) || typeof field['key'] !== 'string' || field['key'] === '') {
    const found = isRecord(field) ? 'an object without “key”' : kindOf(field);
    throw inputError(`${method} returned ${found} as a field. Every field needs a key.`);
  }
  const { key, label, type, required, computed, list, altersDynamicFields, dynamic, children } = field;
  const { default: value, ...rest } = field;
  return {
    ...rest,
    key: String(key),
    label: typeof label === 'string' ? label : String(key),
    type: typeof type === 'string' ? type : 'string',
    required: required === true,
    computed: computed === true,
    list: list === true,
    altersDynamicFields: altersDynamicFields === true,
    ...(value !== undefined && value !== null && { default: String(value) }),
    ...(typeof dynamic === 'string' && { dynamic }),
    children: Array.isArray(children) ? parseFields(method, children) : [],
  };
};

/** Reads the fields that core returns. Throws if one has no key. */
export const parseFields = (method: string, fields: unknown): InputField[] => {
  if (!Array.isArray(fields))
    throw inputError(`${method} returned ${kindOf(fields)}; it must return an array of fields.`);
  return fields.map((field) => parseField(method, field));
};

/** Whether users enter a value: the type `copy` is a text between the fields. */
export const isEntered = ({ type, computed }: InputField): boolean => type !== 'copy' && !computed;

/** The items of a field with children. */
export const lineItems = (field: InputField, input: JsonObject): readonly JsonObject[] => {
  const value = input[field.key];
  return field.children.length > 0 && Array.isArray(value) ? value.filter(isRecord) : [];
};
