import type { InputField } from '../providers/input-fields.ts';
import type { Filter } from '../providers/provider.ts';
import { asRecord, asString } from '../schema/json.ts';
import type { Body } from '../verification/verify.ts';

const normalize = (text: string): string => text.trim().toLowerCase();

const textsIn = (input: unknown): string[] =>
  [input].flat().flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [normalize(value)] : []));

/** Whether an event with a value passes. @param passesUnknown whether one without a value does */
const isOneOf = (input: unknown, value: unknown, passesUnknown: boolean): boolean => {
  const wanted = textsIn(input);
  const found = asString(value);
  return wanted.length === 0 || (found === undefined ? passesUnknown : wanted.includes(normalize(found)));
};

/**
 * Passes events with one of the values that the user lists, regardless of case. An event without such a text passes by default: a
 * provider that stops sending the field must not stop the Zap.
 */
export const oneOfFilter = (
  field: Pick<InputField, 'key' | 'label' | 'helpText'>,
  read: (body: Body) => unknown,
  { passesUnknown = true }: { readonly passesUnknown?: boolean } = {},
): Filter => ({
  field: { ...field, type: 'string', list: true },
  matches: (body, input) => isOneOf(input, read(body), passesUnknown),
});

/**
 * Passes records with one of the statuses that the user lists.
 *
 * @param noun the record's key in the payload
 * @param examples statuses in the provider's documents
 */
export const statusFilter = (noun: string, examples: string): Filter =>
  oneOfFilter(
    {
      key: 'status',
      label: 'Only With Status',
      helpText: `Only trigger for these statuses, such as ${examples}. Leave empty for all.`,
    },
    (body) => asRecord(body[noun])['status'],
  );
