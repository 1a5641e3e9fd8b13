// Texts that others can guess. No rule refuses a secret that was generated from 64 or more random bits, except once in millions.

const PLACEHOLDER_WORDS = new Set(
  `a an api bearer change changeme client copy delivery enter example false header here hidden hmac insert is key letmein live my none null
  password paste placeholder redacted sample secret sha shared sign signature signing super that the this token true undefined unknown url
  value webhook webhooks whsec x your zapier`.split(/\s+/),
);

const CAMEL_CASE = /(?<=\p{Ll})(?=\p{Lu})/u;
const NO_LETTER = /[^\p{L}]+/u;
/** Shorter parts of a name can be in a generated secret. */
const SHORTEST_WORD = 3;
/** Digits of a number in a placeholder, as in `your-secret-key-123456`. */
const LONGEST_NUMBER = 6;

const compact = (text: string): string =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .join('');
const wordsOf = (text: string): string[] =>
  text
    .split(CAMEL_CASE)
    .flatMap((part) => part.split(NO_LETTER))
    .filter(Boolean)
    .map((word) => word.toLowerCase());

/** Whether a text is an address, or has only words of placeholders and names, such as `FreshpaintWebhookToken1`. */
export const isPlaceholder = (text: string, names: readonly string[]): boolean => {
  if (/^https?:\/\//i.test(text)) return true;
  const words = wordsOf(text);
  if (words.length === 0 || text.replace(/\D/g, '').length > LONGEST_NUMBER) return false;
  const known = names.map(compact);
  const isInName = (word: string) => word.length >= SHORTEST_WORD && known.some((name) => name.includes(word));
  return words.every((word) => PLACEHOLDER_WORDS.has(word) || isInName(word));
};

const ALPHABET = '0123456789abcdefghijklmnopqrstuvwxyz';

/** Whether most characters follow the one before them: `12345678`, `hgfedcba`, `12345678-1234`. */
const isSequence = (text: string): boolean => {
  let steps = 0;
  for (let at = 1; at < text.length; at += 1) {
    const difference = ALPHABET.indexOf(text.charAt(at)) - ALPHABET.indexOf(text.charAt(at - 1));
    if (Math.abs(difference) === 1) steps += 1;
  }
  return steps * 4 >= (text.length - 1) * 3;
};

/** Of a placeholder such as `whsec_xxxxxxxx`. */
const PREFIX = /^(?:[a-z]{1,10}_)+/;
const FEWEST_CHARACTERS = 4;
const SHORTEST_REST = 8;

/** Whether a text has few different characters or is a sequence, regardless of a prefix and separators: `whsec_xxxxxxxx`, `0000-0000`. */
export const hasPattern = (text: string): boolean => {
  // A short rest has few characters in any case.
  const forms = [compact(text.replace(PREFIX, '')), compact(text), text];
  const characters = forms.find((form) => form.length >= SHORTEST_REST) ?? text;
  return new Set(characters).size < FEWEST_CHARACTERS || isSequence(characters);
};
