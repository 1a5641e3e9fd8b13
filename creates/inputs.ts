import type { Session } from '../platform/context.ts';
import { appError } from '../platform/errors.ts';
import type { Inputs } from '../providers/input-fields.ts';
import { asRecord, asText } from '../schema/json.ts';
import type { ActionField } from './define-action.ts';

type Field = Pick<ActionField, 'key' | 'label'>;

/** A text without white space around it, or undefined if it is empty. */
export const textOf = (inputs: Inputs, { key }: Field): string | undefined => asText(inputs[key])?.trim() || undefined;

/** A text that is required. A mapped field may be empty even if Zapier requires it. */
export const requireText = (session: Session, inputs: Inputs, field: Field): string => {
  const text = textOf(inputs, field);
  if (text === undefined)
    throw appError(session, `“${field.label}” is empty. Fill it in, or map a field that has a value.`);
  return text;
};

/** The texts of a field with several values. */
export const textsOf = (inputs: Inputs, { key }: Field): string[] =>
  [inputs[key]].flat().flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim()] : []));

/** The names and values of a `dict` field. */
export const dictOf = (inputs: Inputs, { key }: Field): Inputs => asRecord(inputs[key]);

/** Throws what is wrong with the value of a field. */
export const requireValid = (session: Session, { label }: Field, problem: string | undefined): void => {
  if (problem) throw appError(session, `“${label}” ${problem}.`);
};
