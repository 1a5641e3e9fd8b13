import type { Encoding } from '../../../verification/scheme.ts';
import { type Candidate, entriesIn, signatureOf, withSignature } from './candidate.ts';
import type { Mistake } from './mistake.ts';
import { withOtherNames, withSingleHeaders } from './other-headers.ts';

const KEEP_UNCHANGED = 'Check that no proxy changes headers, and map only the value of the header.';
const FOLLOW_DOCUMENTATION = 'Make the sender write the signature as the provider documents it.';

/** A mistake in the value of the signature or token; `undo` returns the values it may have had. */
const valueMistake = (
  name: string,
  message: string,
  remedy: string,
  undo: (value: string, candidate: Candidate) => readonly string[],
): Mistake => ({
  name,
  message,
  remedy,
  undo(candidate) {
    const value = signatureOf(candidate);
    if (!value) return [];
    return undo(value, candidate)
      .filter((other) => other !== value)
      .map((other) => withSignature(candidate, other));
  },
});

/** The value with other signatures. A timestamp between them stays. */
const changeSignatures = (
  value: string,
  { scheme }: Candidate,
  change: (entry: string, prefix: string, encoding: Encoding | undefined) => string,
): string => {
  if (scheme.kind === 'token') return change(value, '', undefined);
  const { timestamp, prefix, encoding, separator } = scheme;
  const isTime = (entry: string) => timestamp?.in === 'signature' && entry.startsWith(timestamp.prefix);
  return entriesIn(value, scheme)
    .map((entry) => (isTime(entry) ? entry : change(entry, prefix, encoding)))
    .join(separator);
};

/** A signature in an encoding that the scheme does not use. */
const encodingMistake = (name: string, encoding: string, decode: (text: string) => Buffer | undefined): Mistake =>
  valueMistake(
    name,
    `The signature is ${encoding}. The provider documents another encoding.`,
    FOLLOW_DOCUMENTATION,
    (value, candidate) => [
      changeSignatures(value, candidate, (entry, prefix, documented) => {
        const digest = documented && entry.startsWith(prefix) ? decode(entry.slice(prefix.length)) : undefined;
        return digest ? prefix + digest.toString(documented) : entry;
      }),
    ],
  );

const decodeIf = (pattern: RegExp, encoding: BufferEncoding) => (text: string) =>
  pattern.test(text) ? Buffer.from(text, encoding) : undefined;
const decodeHex = decodeIf(/^[0-9a-f]{40,128}$/, 'hex');

/** Mistakes in headers and query parameters. */
export const HEADER_MISTAKES: readonly Mistake[] = [
  {
    name: 'header_name',
    message: 'The signature or token is not in the header or parameter that the provider documents.',
    remedy: 'Use the documented header names. Only the prefix Http- that Zapier adds is allowed, once.',
    undo: withOtherNames,
  },
  valueMistake(
    'header_space',
    'The signature or token has white space or quotation marks around it.',
    KEEP_UNCHANGED,
    (value) => [value.replace(/^[\s"']+|[\s"']+$/g, '')],
  ),
  valueMistake(
    'header_url_encoding',
    'The signature or token is URL-encoded once too often, or a + in it was decoded to a space.',
    'URL-encode the value exactly once, or use a token of letters and digits only.',
    (value) => {
      try {
        return [value.replaceAll(' ', '+'), decodeURIComponent(value)];
      } catch {
        return [value.replaceAll(' ', '+')];
      }
    },
  ),
  valueMistake(
    'header_prefix',
    'The signature or token has a wrong prefix, such as sha256=.',
    KEEP_UNCHANGED,
    (value, candidate) => [
      changeSignatures(value, candidate, (entry, prefix) => {
        if (prefix !== '' && entry.startsWith(prefix)) return entry;
        const other = /^(?:hmac-?)?sha-?(?:1|256|512)\s*[=:,]\s*|^v\d+[=,]|^(?:bearer|token|basic|hmac)\s+/i;
        return prefix + entry.replace(other, '');
      }),
    ],
  ),
  {
    name: 'header_sent_twice',
    message: 'A header was sent twice, and its values were joined with a comma.',
    remedy: 'Check that no proxy adds the headers again.',
    undo: withSingleHeaders,
  },
  encodingMistake('encoding_hex', 'in hex', decodeHex),
  encodingMistake('encoding_upper_case', 'in upper case', (text) =>
    text === text.toLowerCase() ? undefined : decodeHex(text.toLowerCase()),
  ),
  encodingMistake(
    'encoding_padding',
    'in base64 without the final =',
    decodeIf(/^(?=(?:.{27}|.{43}|.{86})$)[A-Za-z0-9+/]+$/, 'base64'),
  ),
  encodingMistake('encoding_base64', 'in base64', decodeIf(/^[A-Za-z0-9+/]{27,86}=*$/, 'base64')),
  encodingMistake('encoding_base64url', 'in base64url', decodeIf(/^(?=.*[-_])[\w-]{27,86}=*$/, 'base64url')),
  encodingMistake('encoding_twice', 'the hex digest in base64', (text) =>
    decodeHex(Buffer.from(text, 'base64').toString('latin1')),
  ),
];
