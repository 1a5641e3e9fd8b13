import type { FieldKind } from './guessed-field.ts';
import { participleOf } from './verbs.ts';
import { singularOf, titleOf, wordsOf } from './words.ts';

/** Objects that only wrap others: without a label, “Product Name” is not “Data Product Name”. */
const WRAPPERS = new Set(['attributes', 'context', 'data']);

const isDate = (word: string): boolean => /^(date|time|datetime|on|at)$/.test(word);

/** “Created At” for `created`, `created_at`, `createdDate` and `date_created`, and “First Published At” for `firstPublish`. */
const timeLabel = (words: readonly string[]): string => {
  const rest = words.length > 1 && isDate(words[0] ?? '') ? words.slice(1) : words;
  const bare = rest.length > 1 && isDate(rest.at(-1) ?? '') ? rest.slice(0, -1) : rest;
  const last = bare.at(-1) ?? '';
  const isOnce = bare.length === 2 && /^(first|last)$/.test(bare[0] ?? '');
  const participle = isOnce ? participleOf(last) : undefined;
  if (!participle && !last.endsWith('ed')) return titleOf(words);
  return `${titleOf([...bare.slice(0, -1), participle ?? last])} At`;
};

/** The words without those of the object that the field is in: `paymentMethod` of `payment` is a method. */
const withoutParent = (words: readonly string[], parent: readonly string[]): readonly string[] => {
  const [noun] = parent.slice(-1);
  if (noun === undefined || words.length < 2) return words;
  const same = (word: string | undefined) => word !== undefined && singularOf(word) === singularOf(noun);
  const starts =
    parent.length < words.length && parent.every((word, index) => singularOf(words[index] ?? '') === singularOf(word));
  if (starts) return words.slice(parent.length);
  return same(words.at(-1)) ? words.slice(0, -1) : words;
};

/** `address1` is “Line 1”, and `street_address2` is “Street, Line 2”. */
const addressLine = (words: readonly string[]): string | undefined => {
  const at = words.indexOf('address');
  const line = words[at + 1];
  if (at < 0 || line === undefined || !/^\d$/.test(line) || words.length > at + 2) return undefined;
  return [titleOf(words.slice(0, at)), `Line ${line}`].filter(Boolean).join(', ');
};

/**
 * A label for a field in the Zap editor, one level deep.
 *
 * @param parent the words of the key of the object that the field is in; none for the body itself
 */
export const fieldLabel = (key: string, kind: FieldKind, parent: readonly string[]): string => {
  const words = wordsOf(key);
  if (words.length === 0) return 'Value';
  if ((kind === 'group' || kind === 'list') && WRAPPERS.has(key)) return '';
  if (parent.length === 0 && key === 'type') return 'Event Type';
  const line = addressLine(words);
  if (line) return line;
  if (kind === 'time' || kind === 'day') return timeLabel(withoutParent(words, parent));
  const own = withoutParent(words, parent);
  const [first] = own;
  const isRaw = first === 'raw' && own.length > 1 && (kind === 'decimal' || kind === 'integer');
  if (isRaw) return `${titleOf(own.slice(1))} (Number)`;
  const shown = own.length > 1 ? own.filter((word) => word !== 'formatted') : own;
  if (kind !== 'list') return titleOf(shown);
  return titleOf([...shown.slice(0, -1), singularOf(shown.at(-1) ?? '')]);
};

/** The label of the body's own ID: of the kind of object that the body names, or of the event. */
export const bodyIdLabel = ({ id, object, type }: Readonly<Record<string, unknown>>): string | undefined => {
  if (id === undefined) return undefined;
  if (typeof object === 'string' && /^[a-z][a-z_]{0,30}$/.test(object)) return `${titleOf(wordsOf(object))} ID`;
  return typeof type === 'string' ? 'Event ID' : undefined;
};
