import { isRecord, type JsonObject, valueAt } from '../records.ts';
import { kindOf } from '../zapier/results.ts';
import { inputError } from './input-error.ts';

/** An option of a dropdown. */
export interface Choice {
  /** What the app receives. */
  readonly value: string;
  /** What users see. */
  readonly label: string;
}

/** The options of a dropdown, or one page of them. */
export interface Choices {
  readonly choices: readonly Choice[];
  /** The token of the next page, if the app returned one. */
  readonly pagingToken?: string;
}

/** What Zapier shows if a dropdown names no label, in this order. */
const LABELS = ['name', 'Name', 'display', 'Display', 'title', 'Title', 'subject', 'Subject'];

const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

const humanize = (text: string): string =>
  text
    .split(/[_\s]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');

/** The options of `choices`: a list of texts, a list of `{ value, label }`, or an object of labels by value. */
export const staticChoices = (choices: unknown): Choice[] => {
  if (!Array.isArray(choices)) {
    const labels = Object.entries(isRecord(choices) ? choices : {});
    return labels.map(([value, label]) => ({ value, label: String(label) }));
  }
  return choices.map((choice: unknown) => {
    if (!isRecord(choice)) return { value: String(choice), label: String(choice) };
    const value = String(choice['value']);
    return { value, label: String(choice['label'] ?? value) };
  });
};

/** The options that a function in `choices.perform` returned: texts, or objects with `id`, `key` or `value`, and `label`. */
export const performedChoices = (method: string, results: unknown): Choices => {
  const { results: items, paging_token: token } = isRecord(results) ? results : { results };
  if (!Array.isArray(items)) {
    throw inputError(
      `${method} returned ${kindOf(results)}; it must return an object with a list of choices in “results”.`,
    );
  }
  const choices = items.map((item: unknown) => {
    if (!isRecord(item)) return { value: String(item), label: humanize(String(item)) };
    const value = item['id'] ?? item['key'] ?? item['value'];
    if (!isGiven(value)) throw inputError(`${method} returned a choice without “id”.`);
    return { value: String(value), label: String(item['label'] ?? value) };
  });
  return { choices, ...(typeof token === 'string' && token !== '' && { pagingToken: token }) };
};

/**
 * The options that a trigger returned for a dropdown.
 *
 * @param valueKey the key of the value, such as `id`
 * @param labelKeys the keys of the label, separated by commas
 */
export const listedChoices = (
  method: string,
  items: readonly JsonObject[],
  valueKey: string,
  labelKeys: string | undefined,
): Choice[] =>
  items.map((item) => {
    const value = valueAt(item, valueKey);
    if (!isGiven(value))
      throw inputError(`${method} returned an item without “${valueKey}”, which the dropdown needs.`);
    const named =
      labelKeys
        ?.split(',')
        .map((key) => valueAt(item, key))
        .filter(isGiven) ?? [];
    const label = named.length > 0 ? named.join(' ') : LABELS.map((key) => item[key]).find(isGiven);
    return { value: String(value), label: String(label ?? value) };
  });
