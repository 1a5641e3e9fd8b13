import type { Filter, InputField } from '../providers/provider.ts';
import { asString, isRecord } from '../schema/json.ts';
import type { Body } from '../verification/verify.ts';

const chosen = (input: unknown): string[] =>
  [input]
    .flat()
    .flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim().toLowerCase()] : []));

/** Whether a value is one of those the user listed; everything is when he listed none, and so is what is not a text. */
const isChosen = (input: unknown, value: unknown): boolean => {
  const wanted = chosen(input);
  const found = asString(value);
  return wanted.length === 0 || found === undefined || wanted.includes(found.trim().toLowerCase());
};

/**
 * Lets through only events with one of the values that the user lists, compared exactly but for upper and lower case. What has
 * no such text at all passes: a provider that stops sending the field must not stop the Zap.
 */
export const oneOfFilter = (
  field: Pick<InputField, 'key' | 'label' | 'helpText'>,
  read: (body: Body) => unknown,
): Filter => ({
  field: { ...field, type: 'string', list: true },
  matches: (body, input) => isChosen(input, read(body)),
});

/**
 * Lets through only records in one of the statuses that the user names.
 *
 * @param noun what the payload calls the record
 * @param examples statuses that the provider's documents show
 */
export const statusFilter = (noun: string, examples: string): Filter =>
  oneOfFilter(
    {
      key: 'status',
      label: 'Only With Status',
      helpText: `Start the Zap only when the status is one of these, such as ${examples}. Leave it empty for every status.`,
    },
    (body) => {
      const record = body[noun];
      return isRecord(record) ? record['status'] : undefined;
    },
  );
