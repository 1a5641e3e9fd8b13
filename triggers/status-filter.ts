import { isRecord, textIn } from '../providers/json.ts';
import type { Filter } from '../providers/provider.ts';

const chosen = (input: unknown): string[] =>
  [input]
    .flat()
    .flatMap((value) => (typeof value === 'string' && value.trim() !== '' ? [value.trim().toLowerCase()] : []));

/** Whether a value is one of those the user listed; everything is when he listed none, and so is what is not a text. */
export const isChosen = (input: unknown, value: unknown): boolean => {
  const wanted = chosen(input);
  const found = textIn(value);
  return wanted.length === 0 || found === undefined || wanted.includes(found.trim().toLowerCase());
};

/**
 * Lets through only records in one of the statuses that the user names.
 *
 * @param noun what the payload calls the record
 * @param examples statuses that the provider's documents show
 */
export const statusFilter = (noun: string, examples: string): Filter => ({
  field: {
    key: 'status',
    label: 'Only With Status',
    type: 'string',
    list: true,
    helpText: `Start the Zap only when the status is one of these, such as ${examples}. Leave it empty for every status.`,
  },
  keeps(body, input) {
    const record = body[noun];
    return !isRecord(record) || isChosen(input, record['status']);
  },
});
