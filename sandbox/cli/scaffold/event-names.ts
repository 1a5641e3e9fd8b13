import { participleOf } from './verbs.ts';
import { camelCase, singularOf, titleOf, wordsOf } from './words.ts';

/** The names of a new event. */
export interface EventNames {
  readonly key: string;
  readonly noun: string;
  readonly label: string;
  readonly description: string;
  /** The variable in the event file. */
  readonly variable: string;
  /** The event file, without its extension. */
  readonly file: string;
}

/** Names that would hide an import, or that TypeScript reserves. */
const TAKEN = new Set(
  'anything day decimal default delete export flag function group import integer list new nullable nullish open optional payload return sample text time values void'.split(
    ' ',
  ),
);

const CREATED = new Set(['added', 'created', 'new', 'received']);
const UPDATED = new Set(['changed', 'edited', 'modified', 'updated']);

const withArticle = (noun: string): string =>
  `${/^[aeiou]/.test(noun) && !/^(uni|use|eu)/.test(noun) ? 'an' : 'a'} ${noun}`;

const describe = (words: readonly string[], type: string, provider: string) => {
  const last = words.at(-1) ?? '';
  const participle = words.length > 1 ? participleOf(last) : undefined;
  const subject = participle ? words.slice(0, -1) : words;
  const singular = [...subject.slice(0, -1), singularOf(subject.at(-1) ?? '')];
  const noun = titleOf(singular);
  if (!participle) {
    return { noun, label: `New ${noun} Event`, description: `Triggers when ${provider} sends the event “${type}”.` };
  }
  const label = CREATED.has(participle)
    ? `New ${noun}`
    : UPDATED.has(participle)
      ? `Updated ${noun}`
      : participle.endsWith('ed')
        ? `${noun} ${titleOf([participle])}`
        : `New ${titleOf([participle])} ${noun}`;
  return {
    noun,
    label,
    description: `Triggers when ${withArticle(singular.join(' '))} is ${participle} in ${provider}.`,
  };
};

/**
 * The names of an event, from its type: `site.unpublish` is “Site Unpublished”.
 *
 * @param provider the key and the label of the provider
 */
export const eventNames = (type: string, provider: { readonly key: string; readonly label: string }): EventNames => {
  const words = wordsOf(type);
  const variable = camelCase(words);
  return {
    key: [provider.key, ...words].join('_'),
    ...describe(words, type, provider.label),
    variable: TAKEN.has(variable) || !/^[a-z]/.test(variable) ? `event${titleOf([variable])}` : variable,
    file: words.join('-'),
  };
};
