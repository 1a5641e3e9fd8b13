/** The words of a name in any spelling, in lower case: `firstName`, `first_name` and `first-name` have two. */
export const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .replace(/([a-z])(\d+)$/i, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => word.toLowerCase());

const SMALL = new Set('a an and as at by for from in of on or per the to with'.split(' '));

const SPELLINGS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'api css csv html http https iban id ids ip iso json pdf pec php seo sku sms ssl uri url utc uuid vat vin xml'
      .split(' ')
      .map((word) => [word, word.toUpperCase()]),
  ),
  ids: 'IDs',
  github: 'GitHub',
  incl: 'Including',
  linkedin: 'LinkedIn',
  org: 'Organization',
  qty: 'Quantity',
  subtotal: 'Subtotal',
  timezone: 'Time Zone',
  zip: 'ZIP Code',
};

/** Names of several words that are written as one. */
const COMPOUNDS: readonly (readonly [pattern: RegExp, word: string])[] = [
  [/\blinked in\b/g, 'linkedin'],
  [/\bsub total\b/g, 'subtotal'],
  [/\btime zone\b/g, 'timezone'],
  [/\bzip code\b/g, 'zip'],
];

const capitalize = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** Words in Title Case, with the usual spelling of abbreviations. */
export const titleOf = (words: readonly string[]): string => {
  const compact = COMPOUNDS.reduce((text, [pattern, word]) => text.replace(pattern, word), words.join(' ')).split(' ');
  return compact
    .map((word, index) => {
      if (index > 0 && index < compact.length - 1 && SMALL.has(word)) return word;
      return SPELLINGS[word] ?? capitalize(word);
    })
    .join(' ');
};

/** The singular of an English noun. */
export const singularOf = (word: string): string => {
  if (/(ss|us|is|news|series)$/.test(word)) return word;
  if (/ies$/.test(word) && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(ses|xes|zes|ches|shes)$/.test(word))
    return word.slice(0, /[^aeiou](s|z)es$|(x|ch|sh|ss)es$/.test(word) ? -2 : -1);
  return word.replace(/s$/, '');
};

/** Words as a variable: `siteUnpublish`. */
export const camelCase = (words: readonly string[]): string =>
  words.map((word, index) => (index === 0 ? word : capitalize(word))).join('');
