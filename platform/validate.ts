import { SHORTEST_SECRET } from '../verification/secret.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** What is wrong with the address of an API, if anything: it must be https, but on this very machine. */
export const validateUrl = (typed: string): string | undefined => {
  const value = typed.trim();
  if (!/^https?:\/\//i.test(value)) return 'must be a whole address that starts with https://';
  if (!URL.canParse(value)) return 'is not an address. It looks like https://rest.example.com';
  const { protocol, hostname } = new URL(value);
  if (protocol !== 'https:' && !LOOPBACK.has(hostname))
    return 'must start with https://, so that nobody can read along';
  // In the text itself: an empty question, such as in https://h?, is gone once it is read, and so is an empty name.
  if (/[?#@]/.test(value)) return 'must be the bare address, without user name, question mark or #';
  return undefined;
};

/** What is wrong with the address of a webhook, if anything. Unlike an API's it may have a query. */
export const validateWebhookUrl = (value: string): string | undefined => {
  if (!URL.canParse(value)) return 'must be a whole address that starts with https://';
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
    ? undefined
    : 'must start with https://, so that nobody can read along';
};

const SHORTEST_TOKEN = 16;

/** What is wrong with a token that the user made up, if anything. It may become part of a URL, so it must survive in one. */
export const validateToken = (value: string): string | undefined => {
  const tokens = value.split(/\s+/).filter(Boolean);
  if (tokens.length === 0) return 'holds only white space. Make up a token';
  if (tokens.some((token) => token.length < SHORTEST_TOKEN)) {
    return `is too easy to guess. Make up one of at least ${SHORTEST_TOKEN} characters`;
  }
  return tokens.every((token) => /^[\w.~-]+$/.test(token))
    ? undefined
    : 'may hold only letters from A to Z, digits and the characters - . _ ~, so that it can travel in a URL or a header';
};

/** What is wrong with an id that was pasted, if anything: it may become part of a URL. */
export const validateId = (value: string): string | undefined =>
  /^[\w-]+$/.test(value.trim())
    ? undefined
    : 'may hold only letters, digits, - and _. Copy the ID again, without spaces';

/** What is wrong with a value that was pasted and of which nothing else is known, if anything. */
export const validateFilled = (value: string): string | undefined =>
  value.trim() === '' ? 'holds only white space. Copy the value again' : undefined;

/** What is wrong with secrets that were typed in or pasted, if anything: each word among them becomes a key that may sign. */
export const validateSecret = (value: string): string | undefined => {
  const isTooShort = value.split(/\s+/).some((secret) => secret !== '' && secret.length < SHORTEST_SECRET);
  return isTooShort
    ? 'holds a word that is too short to be a secret: paste only the secret, or several with spaces between them'
    : validateFilled(value);
};
