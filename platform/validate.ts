import { SHORTEST_SECRET } from '../verification/secret.ts';

// Each function returns what is wrong with a value, in words that follow the field's label; nothing when it is fine.

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Checks the address of an API: https, except on this machine. */
export const validateUrl = (input: string): string | undefined => {
  const value = input.trim();
  if (!/^https?:\/\//i.test(value)) return 'must be a complete address that starts with https://';
  if (!URL.canParse(value)) return 'is not an address. It looks like https://rest.example.com';
  const { protocol, hostname } = new URL(value);
  if (protocol !== 'https:' && !LOOPBACK.has(hostname)) return 'must start with https://';
  // In the text itself: parsing drops an empty query, as in https://h?, and an empty user name.
  if (/[?#@]/.test(value)) return 'must be an address without a user name, question mark or #';
  return undefined;
};

/** Checks the address of a webhook, which may have a query. */
export const validateWebhookUrl = (value: string): string | undefined => {
  if (!URL.canParse(value)) return 'must be a complete address that starts with https://';
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
    ? undefined
    : 'must start with https://';
};

const SHORTEST_TOKEN = 16;

/** Checks a token that the user generated. It may become part of a URL, so it must not need escaping. */
export const validateToken = (value: string): string | undefined => {
  const tokens = value.split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return 'contains only white space. Enter a token';
  if (tokens.some((token) => token.length < SHORTEST_TOKEN)) {
    return `is too easy to guess. Use at least ${SHORTEST_TOKEN} characters`;
  }
  return tokens.every((token) => /^[\w.~-]+$/.test(token))
    ? undefined
    : 'may contain only letters from A to Z, digits and - . _ ~';
};

/** Checks an ID that was pasted: it may become part of a URL. */
export const validateId = (value: string): string | undefined =>
  /^[\w-]+$/.test(value.trim())
    ? undefined
    : 'may contain only letters, digits, - and _. Copy the ID again, without spaces';

/** Checks that a value is not just white space. */
export const validateFilled = (value: string): string | undefined =>
  value.trim() === '' ? 'contains only white space. Copy the value again' : undefined;

/** Checks secrets that were typed or pasted: each word becomes a key that may sign. */
export const validateSecret = (value: string): string | undefined => {
  const isTooShort = value.split(/\s+/).some((secret) => secret !== '' && secret.length < SHORTEST_SECRET);
  return isTooShort
    ? 'contains a word that is too short to be a secret. Enter the secret only, or two separated by a space'
    : validateFilled(value);
};
