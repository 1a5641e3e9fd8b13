import type { Case, KeyForm } from './case.ts';
import { type Mistake, maybe } from './mistake.ts';

/** A mistake in the secret's text; `undo` gives the secrets that the sender may have used. */
const secretMistake = (
  name: string,
  what: string,
  remedy: string,
  undo: (given: string, made: Case) => readonly string[],
): Mistake => ({
  name,
  what,
  remedy,
  undo(made) {
    const secrets = undo(made.given, made).filter((secret) => secret !== '' && !made.secrets.includes(secret));
    return secrets.length > 0 ? [{ ...made, secrets }] : [];
  },
});

const PROVIDER_KEY = 'Make the sender use the secret as its documents say, or enter it here as the sender uses it.';

/** A secret of which the sender makes another key than the scheme says. */
const formMistake = (name: string, what: string, expected: KeyForm, actual: KeyForm): Mistake => ({
  name,
  what,
  remedy: PROVIDER_KEY,
  undo(made) {
    if (made.scheme.kind === 'token' || made.keyForm !== expected) return [];
    const bare = made.secrets.map((secret) => secret.replace(/^whsec_/, ''));
    return [{ ...made, keyForm: actual, secrets: [...made.secrets, ...bare] }];
  },
});

const COPY = 'Copy the secret again, and nothing else with it.';
const decoded = (text: string): readonly string[] => {
  try {
    return [decodeURIComponent(text)];
  } catch {
    return [];
  }
};

/** Mistakes in the secret. */
export const SECRET_MISTAKES: readonly Mistake[] = [
  secretMistake(
    'secret_cut_by_space',
    'The secret holds white space, so it was read as several secrets.',
    'Make a secret without white space at the provider: the connection separates secrets by it.',
    (given) => [given.trim()],
  ),
  secretMistake(
    'secret_space_inside',
    'White space got into the secret, such as a line break while copying.',
    COPY,
    (given) => [given.replace(/\s+/g, '')],
  ),
  secretMistake(
    'secret_space_around',
    'The sender signs with white space before or after the secret.',
    'Enter the secret at the sender again without white space. In a shell, write it with printf rather than echo.',
    (given, { secrets }) => [
      given,
      ...secrets.flatMap((one) => ['\n', '\r\n', ' ', '\t'].flatMap((space) => [one + space, space + one])),
    ],
  ),
  secretMistake('secret_in_quotes', 'There are quotation marks around the secret.', COPY, (_given, { secrets }) =>
    secrets.flatMap((one) => maybe(/^(["'`“‘])(.+)["'`”’]$/.exec(one)?.[2])),
  ),
  secretMistake('secret_with_name', 'The name of the secret was copied along, as in NAME=secret.', COPY, (given) =>
    maybe(/^\s*[\w -]+\s*[=:]\s*(\S+)\s*$/.exec(given)?.[1]),
  ),
  secretMistake('secret_invisible', 'The secret holds characters that cannot be seen.', COPY, (_given, { secrets }) =>
    secrets.map((one) => one.replace(/[\p{Cc}\p{Cf}]/gu, '')),
  ),
  secretMistake('secret_url_encoded', 'The secret is written for a URL, with % signs.', COPY, (_given, { secrets }) =>
    secrets.flatMap(decoded),
  ),
  secretMistake(
    'secret_prefix_added',
    'The secret has whsec_ in front, but the sender signs without it.',
    'Enter the secret without whsec_.',
    (_given, { secrets }) => secrets.map((one) => one.replace(/^whsec_/, '')),
  ),
  secretMistake(
    'secret_prefix_missing',
    'The whsec_ at the beginning of the secret is missing.',
    'Copy the secret again, with whsec_.',
    (_given, { secrets }) => secrets.map((one) => `whsec_${one}`),
  ),
  formMistake(
    'secret_as_text',
    'The sender signs with the text of the secret, but the key is what that text decodes to.',
    'standard',
    'text',
  ),
  formMistake(
    'secret_base64_decoded',
    'The sender decodes the secret from base64, but the text itself is the key.',
    'text',
    'base64',
  ),
  formMistake(
    'secret_hex_decoded',
    'The sender decodes the secret from hex, but the text itself is the key.',
    'text',
    'hex',
  ),
];
