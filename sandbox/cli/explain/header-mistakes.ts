import { type Candidate, signatureHeader, signatureOf, withSignature } from './candidate.ts';
import type { Mistake } from './mistake.ts';

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

/** A signature in an encoding that the scheme does not use. */
const encodingMistake = (name: string, encoding: string, decode: (text: string) => Buffer | undefined): Mistake =>
  valueMistake(
    name,
    `The signature is ${encoding}. The provider documents another encoding.`,
    FOLLOW_DOCUMENTATION,
    (value, { scheme }) => {
      if (scheme.kind === 'token') return [];
      const version = scheme.kind === 'standard' ? 'v1,' : '';
      const digest = decode(value.startsWith(version) ? value.slice(version.length) : value);
      return digest ? [version + digest.toString(scheme.kind === 'hmac' ? scheme.encoding : 'base64')] : [];
    },
  );

const decodeIf = (pattern: RegExp, encoding: BufferEncoding) => (text: string) =>
  pattern.test(text) ? Buffer.from(text, encoding) : undefined;
const decodeHex = decodeIf(/^[0-9a-f]{40,128}$/, 'hex');

/** The request with the value of another header or parameter as its signature or token. */
const withOtherHeader = (candidate: Candidate): readonly Candidate[] => {
  const documented = signatureHeader(candidate);
  const headers = Object.entries(candidate.headers).filter(([name]) => name !== documented);
  const parameters = candidate.scheme.kind === 'token' ? Object.entries(candidate.query) : [];
  return [
    ...headers.map(([name, value]) => ({ ...withSignature(candidate, value), detail: `It is in the header ${name}.` })),
    ...parameters.map(([name, value]) => ({
      ...withSignature(candidate, value),
      detail: `It is in the query parameter ${name}.`,
    })),
  ];
};

/** The request with headers that have similar names as its Standard Webhooks headers. */
const withStandardHeaders = (candidate: Candidate): readonly Candidate[] => {
  const { headers } = candidate;
  const namesLike = (pattern: RegExp) => Object.keys(headers).filter((name) => pattern.test(name));
  return namesLike(/signature$/).flatMap((signature) =>
    namesLike(/(^|-)id$/).flatMap((id) =>
      namesLike(/(^|-)time(stamp)?$/).map((timestamp) => ({
        ...candidate,
        headers: {
          ...headers,
          'svix-signature': headers[signature] ?? '',
          'svix-id': headers[id] ?? '',
          'svix-timestamp': headers[timestamp] ?? '',
        },
        detail: `They are in ${signature}, ${id} and ${timestamp}.`,
      })),
    ),
  );
};

const DOUBLED = /^(.+?), ?\1$/s;

/** The request with each header that was sent twice as it was sent once. */
const withSingleHeaders = (candidate: Candidate): readonly Candidate[] => {
  const name = signatureHeader(candidate);
  const signature = signatureOf(candidate);
  if (name === undefined || signature === undefined) return [];
  const headers = Object.fromEntries(
    Object.entries(candidate.headers).map(([header, value]) => [header, value.replace(DOUBLED, '$1')]),
  );
  const single = { ...candidate, headers };
  // Two signatures may differ, such as those of two keys.
  const values =
    candidate.scheme.kind === 'standard' ? [signature.replace(/, ?(?=v1,)/g, ' ')] : signature.split(/, ?/);
  return [single, ...values.filter((value) => value !== signature).map((value) => withSignature(single, value))];
};

/** Mistakes in headers and query parameters. */
export const HEADER_MISTAKES: readonly Mistake[] = [
  {
    name: 'header_name',
    message: 'The signature or token is not in the header or parameter that the provider documents.',
    remedy: 'Use the documented header names. Only the prefix Http- that Zapier adds is allowed, once.',
    undo: (candidate) =>
      candidate.scheme.kind === 'standard' ? withStandardHeaders(candidate) : withOtherHeader(candidate),
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
    (value, { scheme }) => {
      const bare = value.replace(
        /^(?:hmac-?)?sha-?(?:1|256|512)\s*[=:,]\s*|^v\d+[=,]|^(?:bearer|token|basic|hmac)\s+/i,
        '',
      );
      return scheme.kind === 'standard' ? [`v1,${bare}`] : [bare];
    },
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
    decodeIf(/^(?=.{43}$)[A-Za-z0-9+/]+$/, 'base64'),
  ),
  encodingMistake('encoding_base64', 'in base64', decodeIf(/^[A-Za-z0-9+/]{27,86}=*$/, 'base64')),
  encodingMistake('encoding_base64url', 'in base64url', decodeIf(/^(?=.*[-_])[\w-]{27,86}=*$/, 'base64url')),
  encodingMistake('encoding_twice', 'the hex digest in base64', (text) =>
    decodeHex(Buffer.from(text, 'base64').toString('latin1')),
  ),
];
