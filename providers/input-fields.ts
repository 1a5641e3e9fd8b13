import type { JsonObject } from '../schema/json.ts';

/** The user's input in a setup form, by the keys of its fields. */
export type Inputs = JsonObject;

/** A field of a trigger's or an action's setup form. */
export interface InputField {
  readonly key: string;
  readonly label: string;
  /** A field of the type `copy` is only its help text. */
  readonly type: 'string' | 'text' | 'boolean' | 'integer' | 'datetime' | 'copy';
  readonly helpText: string;
  readonly required?: boolean;
  readonly placeholder?: string;
  /** Whether other fields depend on its value. */
  readonly altersDynamicFields?: boolean;
  readonly list?: boolean;
  readonly default?: string;
  readonly choices?: Readonly<Record<string, string>>;
}

/** A field as Zapier's definition has it. */
export const toInputField = <Field extends InputField>({ choices, ...field }: Field) => ({
  ...field,
  required: field.required ?? false,
  ...(choices && { choices: { ...choices } }),
});

/** The fields that depend on the values of others, as Zapier's definition has them: a function that the Zap editor calls. */
export const toDynamicFields =
  <Field extends InputField>(fieldsFor: (inputs: Inputs) => Promise<readonly Field[]>) =>
  async (_z: unknown, { inputData }: { readonly inputData: Inputs }) =>
    (await fieldsFor(inputData)).map(toInputField);
