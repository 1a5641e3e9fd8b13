/** Characters of a secret that is the only one in its field. */
export const SHORTEST_SECRET = 8;

/** Characters of each of several secrets in a field, so that a pasted label or sentence contains no key. */
const SHORTEST_OF_SEVERAL = 16;

/** Bullets and ellipses, or a run of asterisks or dots: a copy of a secret that was shown masked or cut off. */
const MASKED = /[\u2022\u2024-\u2026\u2219\u00b7\u25cb\u25cf\u25e6\u26ab\u2b24]|[*\u2217\uff0a]{3}|\.{3}/;
/** Zero-width and control characters, fillers, and white space that is not typed. */
const INVISIBLE = /(?![ \t\r\n])[\p{C}\p{Z}\p{DI}\u2800]/u;
const ONE_CHARACTER = /^(?:[a-z]{1,10}_)*(.)\1*$/su;

/** Whether a text is one character, repeated, possibly after a prefix: a placeholder such as `xxxxxxxx` or `whsec_xxxxxxxx`. */
export const isOneCharacter = (text: string): boolean => ONE_CHARACTER.test(text);

const PLACEHOLDER_WORDS = new Set(
  'a an api change changeme client copy delivery enter example hash header here hmac insert is key my password paste placeholder sample secret sha256 shared sign signature signing the this token url value webhook webhooks x your'.split(
    ' ',
  ),
);

const NO_WORD = /[^\p{L}\p{N}]+/u;
const compact = (text: string): string => text.toLowerCase().split(NO_WORD).join('');

/** Whether a text has no other words than placeholders and names have: `your-secret-here`, `Freshpaint Webhook Token`. */
const isPlaceholder = (text: string, names: readonly string[]): boolean => {
  const words = text.toLowerCase().split(NO_WORD).filter(Boolean);
  const isKnown = (word: string) => PLACEHOLDER_WORDS.has(word) || names.some((name) => compact(name).includes(word));
  return words.length > 0 && words.every(isKnown);
};

/** The secrets in a field: several separated by white space while a secret is rotated. */
export const splitSecrets = (field: unknown): string[] =>
  typeof field === 'string' ? field.split(/\s+/).filter(Boolean) : [];

/** What is wrong with a secret. */
export type SecretProblem = 'masked' | 'invisible' | 'placeholder' | 'too_short' | 'too_short_of_several';

/**
 * What is wrong with a field of secrets, if anything.
 *
 * @param names texts that are no secrets, such as the provider's name and the field's label
 */
export const secretProblem = (field: string, names: readonly string[] = []): SecretProblem | undefined => {
  const secrets = splitSecrets(field);
  if (INVISIBLE.test(field)) return 'invisible';
  if (isPlaceholder(field, names)) return 'placeholder';
  for (const secret of secrets) {
    if (MASKED.test(secret)) return 'masked';
    if (isOneCharacter(secret) || isPlaceholder(secret, names)) return 'placeholder';
    if (secret.length < SHORTEST_SECRET) return 'too_short';
    if (secrets.length > 1 && secret.length < SHORTEST_OF_SEVERAL) return 'too_short_of_several';
  }
  return undefined;
};

/** One long word with a digit needs no further checks: this runs for every delivery. */
const ORDINARY = /^(?:whsec_)?(?=\D*\d)[A-Za-z0-9+/=]{16,}$/;

/** The secrets in a field that can be keys. Each is checked separately, so that an unusable word does not affect a valid secret. */
export const usableSecrets = (field: unknown, names: readonly string[] = []): string[] => {
  const secrets = splitSecrets(field);
  const shortest = secrets.length > 1 ? SHORTEST_OF_SEVERAL : SHORTEST_SECRET;
  const isUsable = (secret: string) => secret.length >= shortest && secretProblem(secret, names) === undefined;
  return secrets.filter((secret) => (ORDINARY.test(secret) ? !isOneCharacter(secret) : isUsable(secret)));
};

/** The key in a secret that is used as text: its bytes. */
export const readTextKey = (secret: string): Buffer | undefined =>
  secret.length >= SHORTEST_SECRET ? Buffer.from(secret, 'utf8') : undefined;
