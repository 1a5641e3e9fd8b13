import { type SecretProblem, secretProblem, splitSecrets } from '../verification/secret.ts';
import { hostKind } from './private-hosts.ts';

// Each function returns what is wrong with a value, as a phrase that follows the field's label, or undefined if it is valid.

const LONGEST_URL = 2000;

/** On Zapier's servers a loopback address would be Zapier's own machine. */
const isOnLambda = (): boolean => Boolean(process.env['AWS_LAMBDA_FUNCTION_NAME']);

const validateHost = ({ protocol, hostname }: URL): string | undefined => {
  const kind = hostKind(hostname);
  if (kind === 'private' || (kind === 'loopback' && isOnLambda())) return 'must be an address on the public internet';
  if (protocol === 'https:' || (protocol === 'http:' && kind === 'loopback')) return undefined;
  return 'must start with https://';
};

/** Checks the address of an API: https, on the public internet, except on this machine. */
export const validateUrl = (input: string): string | undefined => {
  const value = input.trim();
  if (!/^https?:\/\//i.test(value)) return 'must be a complete address that starts with https://';
  if (value.length > LONGEST_URL || !URL.canParse(value)) {
    return 'is not an address. It looks like https://rest.example.com';
  }
  // In the text itself: parsing drops an empty query, as in https://h?, and an empty user name.
  const hasExtras = /[?#@]/.test(value);
  return (
    validateHost(new URL(value)) ??
    (hasExtras ? 'must be an address without a user name, question mark or #' : undefined)
  );
};

/** Checks the address of a webhook, which may have a query. */
export const validateWebhookUrl = (value: string): string | undefined =>
  value.length <= LONGEST_URL && URL.canParse(value)
    ? validateHost(new URL(value))
    : 'must be a complete address that starts with https://';

const SHORTEST_TOKEN = 16;

const SECRET_PROBLEMS: Readonly<Record<SecretProblem, string>> = {
  masked: 'is a masked copy. Show the complete value, then copy it again',
  invisible: 'contains an invisible character. Copy the value again',
  placeholder: 'is a placeholder or a name. Enter the value itself',
  too_short: 'contains a word that is too short to be a secret. Enter the secret only',
  too_short_of_several:
    'contains several words. Enter one secret, or two of at least 16 characters separated by a space',
};

const WHOLE_SECRET_PROBLEMS: Readonly<Record<SecretProblem, string>> = {
  ...SECRET_PROBLEMS,
  too_short: 'is too short to be safe. Use a secret of at least 8 characters',
};

/**
 * Checks secrets that were typed or pasted: each word becomes a key that may sign.
 *
 * @param names texts that are no secrets, such as the provider's name and the field's label
 */
export const validateSecret = (value: string, names: readonly string[]): string | undefined => {
  const problem = secretProblem(value, names);
  return problem ? SECRET_PROBLEMS[problem] : validateFilled(value);
};

/** Checks a secret that fills its field, white space included. @param names texts that are no secrets */
export const validateWholeSecret = (value: string, names: readonly string[]): string | undefined => {
  const problem = secretProblem([value], names);
  return problem ? WHOLE_SECRET_PROBLEMS[problem] : validateFilled(value);
};

/** Checks a token that the user generated. It may become part of a URL, so it must not need escaping. */
export const validateToken = (value: string, names: readonly string[]): string | undefined => {
  const tokens = splitSecrets(value);
  if (tokens.length === 0) return 'contains only white space. Enter a token';
  const problem = secretProblem(value, names);
  if (problem === 'masked' || problem === 'invisible' || problem === 'placeholder') return SECRET_PROBLEMS[problem];
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
