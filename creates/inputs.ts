import { appError } from '../platform/errors.ts';
import type { Context } from '../providers/provider.ts';
import { asText, isRecord } from '../schema/json.ts';
import type { ActionField, Inputs } from './define-action.ts';

type Named = Pick<ActionField, 'key' | 'label'>;

/** A text that the user filled in or mapped, without white space around it; nothing when it is empty. */
export const textOf = (inputs: Inputs, { key }: Named): string | undefined => asText(inputs[key])?.trim() || undefined;

/** A text that must be there. Zapier asks for it in the editor, but what is mapped into it can still turn out empty. */
export const requireText = (call: Context, inputs: Inputs, field: Named): string => {
  const text = textOf(inputs, field);
  if (text === undefined)
    throw appError(call, `“${field.label}” is empty. Fill it in, or map a field that has a value.`);
  return text;
};

/** The texts of a field that takes several. */
export const textsOf = (inputs: Inputs, { key }: Named): string[] =>
  [inputs[key]].flat().flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []));

/** Names with values, as the user filled them in. */
export const dictOf = (inputs: Inputs, { key }: Named): Inputs => {
  const value = inputs[key];
  return isRecord(value) ? value : {};
};

/** Throws what is wrong with a value, naming its field. */
export const requireValid = (call: Context, { label }: Named, problem: string | undefined): void => {
  if (problem) throw appError(call, `“${label}” ${problem}.`);
};
