import type { Candidate, KeyEncoding } from './candidate.ts';
import type { Mistake } from './mistake.ts';

/** A mistake in the text of the secret; `undo` returns the secrets that the sender may use. */
const secretMistake = (
  name: string,
  message: string,
  remedy: string,
  undo: (candidate: Candidate) => readonly string[],
): Mistake => ({
  name,
  message,
  remedy,
  undo(candidate) {
    const secrets = undo(candidate).filter((secret) => secret !== '' && !candidate.secrets.includes(secret));
    return secrets.length > 0 ? [{ ...candidate, secrets }] : [];
  },
});

/** A sender that decodes the secret to another key. */
const keyMistake = (name: string, message: string, expected: KeyEncoding, actual: KeyEncoding): Mistake => ({
  name,
  message,
  remedy: 'Make the sender use the key as the provider documents it, or enter the secret as the sender uses it.',
  undo(candidate) {
    if (candidate.scheme.kind !== 'hmac' || candidate.keyEncoding !== expected) return [];
    const withoutPrefix = candidate.secrets.map((secret) => secret.replace(/^whsec_/, ''));
    return [{ ...candidate, keyEncoding: actual, secrets: [...candidate.secrets, ...withoutPrefix] }];
  },
});

const COPY_AGAIN = 'Copy only the secret again.';
const WHITE_SPACE = ['\n', '\r\n', ' ', '\t'];

const groupOf = (pattern: RegExp, text: string): readonly string[] => pattern.exec(text)?.slice(1, 2) ?? [];

const decodeUrl = (text: string): readonly string[] => {
  try {
    return [decodeURIComponent(text)];
  } catch {
    return [];
  }
};

const toBase64 = (secret: string): string => {
  const text = secret.replace(/^whsec_/, '');
  return /^[\w-]+=*$/.test(text) ? Buffer.from(text, 'base64url').toString('base64') : '';
};

/** Mistakes in the secret. */
export const SECRET_MISTAKES: readonly Mistake[] = [
  secretMistake(
    'secret_cut_by_space',
    'The secret contains white space, so it was read as several secrets.',
    'Create a secret without white space: the connection field separates secrets with it.',
    ({ enteredSecret }) => [enteredSecret.trim()],
  ),
  secretMistake(
    'secret_space_inside',
    'The secret contains white space that does not belong to it, such as a copied line break.',
    COPY_AGAIN,
    ({ enteredSecret }) => [enteredSecret.replace(/\s+/g, '')],
  ),
  secretMistake(
    'secret_space_around',
    'The sender’s secret has white space before or after it.',
    'Enter the secret at the sender again, without white space. In a shell, use printf instead of echo.',
    ({ enteredSecret, secrets }) => [
      enteredSecret,
      ...secrets.flatMap((secret) => WHITE_SPACE.flatMap((space) => [secret + space, space + secret])),
    ],
  ),
  secretMistake('secret_in_quotes', 'The secret has quotation marks around it.', COPY_AGAIN, ({ secrets }) =>
    secrets.flatMap((secret) => groupOf(/^["'`“‘](.+)["'`”’]$/, secret)),
  ),
  secretMistake(
    'secret_with_name',
    'The name of the secret was copied with it, as in NAME=secret.',
    COPY_AGAIN,
    ({ enteredSecret }) => groupOf(/^\s*[\w -]+\s*[=:]\s*(\S+)\s*$/, enteredSecret),
  ),
  secretMistake('secret_invisible', 'The secret contains invisible characters.', COPY_AGAIN, ({ secrets }) =>
    secrets.map((secret) => secret.replace(/[\p{C}\p{Z}\p{DI}\u2800]/gu, '')),
  ),
  secretMistake('secret_url_encoded', 'The secret is URL-encoded.', COPY_AGAIN, ({ secrets }) =>
    secrets.flatMap(decodeUrl),
  ),
  secretMistake(
    'secret_prefix_added',
    'The secret starts with whsec_, but the sender signs without this prefix.',
    'Enter the secret without whsec_.',
    ({ secrets }) => secrets.map((secret) => secret.replace(/^whsec_/, '')),
  ),
  secretMistake(
    'secret_prefix_missing',
    'The prefix whsec_ of the secret is missing.',
    'Copy the secret again, including whsec_.',
    ({ secrets }) => secrets.map((secret) => `whsec_${secret}`),
  ),
  secretMistake(
    'secret_version_added',
    'The secret starts with v1, and a comma. They are not part of it.',
    'Enter the secret without them, starting with whsec_.',
    ({ secrets }) => secrets.map((secret) => secret.replace(/^v\d,/, '')),
  ),
  secretMistake('secret_padding_missing', 'The = at the end of the secret is missing.', COPY_AGAIN, ({ secrets }) =>
    secrets.flatMap((secret) => (secret.endsWith('=') ? [] : [`${secret}=`, `${secret}==`])),
  ),
  secretMistake(
    'secret_base64url',
    'The secret is base64url, with - and _ for + and /.',
    'Replace - with + and _ with / in the secret, and add the = at its end if it is missing.',
    ({ secrets }) => secrets.map(toBase64),
  ),
  keyMistake(
    'secret_as_text',
    'The sender uses the text of the secret as the key. The provider documents the base64-decoded secret.',
    'whsec',
    'text',
  ),
  keyMistake(
    'secret_base64_decoded',
    'The sender decodes the secret from base64. The provider documents the text itself as the key.',
    'text',
    'base64',
  ),
  keyMistake(
    'secret_hex_decoded',
    'The sender decodes the secret from hex. The provider documents the text itself as the key.',
    'text',
    'hex',
  ),
];
