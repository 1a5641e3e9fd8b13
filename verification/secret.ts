import { hasPattern, isPlaceholder } from './guessable.ts';

/** Characters of a secret that is the only one in its field. */
export const SHORTEST_SECRET = 8;

/** Characters of each of several secrets in a field, so that a pasted label or sentence contains no key. */
const SHORTEST_OF_SEVERAL = 16;

/** Bullets, ellipses and blocks, or a run of asterisks, dots or signs: a copy of a secret that was shown masked or cut off. */
const MASKED =
  /[\u2022\u2024-\u2026\u203b\u2042\u204e\u2051\u2055\u2219\u00b7\u2580-\u25ff\u26aa\u26ab\u2731-\u273d\u2b1b\u2b1c\u2b24]|[*\u2217\uff0a]{3}|\.{3}|[#?]{4}/;
/** These characters can also be in a secret, but not so many of them together. */
const MASKED_MIDDLE = /([xX_-])\1{5}/;
/** Zero-width and control characters, fillers, and white space that is not typed. */
const INVISIBLE = /(?![ \t\r\n])[\p{C}\p{Z}\p{DI}\u2800]/u;

/**
 * Secrets as the user entered them: a field that may contain several, separated by white space while a secret is rotated, or a list of
 * whole values, in which white space belongs to the secret.
 */
export type Secrets = string | readonly string[] | undefined;

/** A whole value also without white space at its ends, which is mostly a mistake of copying. */
const withTrimmed = (secret: string): string[] => (secret.trim() === '' ? [] : [...new Set([secret, secret.trim()])]);

/** The secrets in a field or list. */
export const splitSecrets = (secrets: Secrets): string[] =>
  typeof secrets === 'string' ? secrets.split(/\s+/).filter(Boolean) : (secrets ?? []).flatMap(withTrimmed);

/** What is wrong with a secret. */
export type SecretProblem = 'masked' | 'invisible' | 'placeholder' | 'too_short' | 'too_short_of_several';

const NO_NAMES: readonly string[] = [];

const shortestIn = (secrets: Secrets): number =>
  typeof secrets === 'string' && splitSecrets(secrets).length > 1 ? SHORTEST_OF_SEVERAL : SHORTEST_SECRET;

const problemOf = (secret: string, names: readonly string[], shortest: number): SecretProblem | undefined => {
  if (INVISIBLE.test(secret)) return 'invisible';
  if (MASKED.test(secret)) return 'masked';
  if (isPlaceholder(secret, names)) return 'placeholder';
  if (secret.length < SHORTEST_SECRET) return 'too_short';
  if (hasPattern(secret)) return 'placeholder';
  if (MASKED_MIDDLE.test(secret)) return 'masked';
  return secret.length < shortest ? 'too_short_of_several' : undefined;
};

/**
 * What is wrong with secrets, if anything.
 *
 * @param names texts that are no secrets, such as the provider's name and the field's label
 */
export const secretProblem = (secrets: Secrets, names: readonly string[] = NO_NAMES): SecretProblem | undefined => {
  const field = typeof secrets === 'string' ? secrets : '';
  if (INVISIBLE.test(field)) return 'invisible';
  if (isPlaceholder(field, names)) return 'placeholder';
  const shortest = shortestIn(secrets);
  return splitSecrets(secrets)
    .map((secret) => problemOf(secret, names, shortest))
    .find((problem) => problem !== undefined);
};

/** The secrets that can be keys. Each is checked separately, so that an unusable word does not affect a valid secret. */
export const usableSecrets = (secrets: Secrets, names: readonly string[] = NO_NAMES): string[] => {
  const shortest = shortestIn(secrets);
  return splitSecrets(secrets).filter((secret) => problemOf(secret, names, shortest) === undefined);
};

/** The key in a secret that is used as text: its bytes. */
export const readTextKey = (secret: string): Buffer | undefined =>
  secret.length >= SHORTEST_SECRET ? Buffer.from(secret, 'utf8') : undefined;

const WHSEC = 'whsec_';
/** Bytes. */
const SHORTEST_KEY = 16;
/** A key with as few different bytes is no generated one. */
const FEW_BYTES = 4;

/**
 * The key in a secret that is base64 after an optional `whsec_`.
 *
 * `Buffer.from` decodes any text, mostly to an empty key that anyone could sign with, so only canonical base64 is a key. A few repeated
 * bytes or a simple pattern are a placeholder.
 */
export const readBase64Key = (secret: string): Buffer | undefined => {
  const text = secret.startsWith(WHSEC) ? secret.slice(WHSEC.length) : secret;
  const key = Buffer.from(text, 'base64');
  const isKey = key.length >= SHORTEST_KEY && key.toString('base64') === text;
  return isKey && new Set(key).size > FEW_BYTES && !hasPattern(text) ? key : undefined;
};
