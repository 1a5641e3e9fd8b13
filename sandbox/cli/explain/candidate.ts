import type { HmacScheme, Scheme, SignatureHeaders } from '../../../verification/scheme.ts';
import type { Capture } from '../capture/capture.ts';
import { plainName } from '../header-names.ts';

/** How a secret is decoded to the key of an HMAC. `whsec` is canonical base64 after an optional `whsec_`. */
export type KeyEncoding = 'text' | 'base64' | 'hex' | 'whsec';

/** A recorded request with everything that its signature depends on. Undoing a mistake changes one of these. */
export interface Candidate {
  readonly scheme: Scheme;
  readonly keyEncoding: KeyEncoding;
  readonly body: string;
  /** The character set of the signed text. */
  readonly charset: 'utf8' | 'latin1';
  /** The body in Latin-1, if its bytes are not UTF-8. */
  readonly latin1?: string | undefined;
  /** Names in lower case, without Zapier's prefix `Http-`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The secret exactly as it was entered. */
  readonly enteredSecret: string;
  /** The secrets to try. */
  readonly secrets: readonly string[];
  /** Added to the message of the mistake that was just undone, such as the name of a header. */
  readonly detail?: string;
}

/** The documented properties of a scheme, which a sender may get wrong. */
export const propertiesOf = (scheme: Scheme): Pick<Candidate, 'scheme' | 'keyEncoding'> => ({
  scheme,
  keyEncoding: scheme.kind === 'hmac' && scheme.key === 'base64' ? 'whsec' : 'text',
});

/**
 * The candidate of a recorded request as it is.
 *
 * @param secrets the secrets in the entered one, and others that are valid
 */
export const candidateOf = (
  scheme: Scheme,
  capture: Capture,
  enteredSecret: string,
  secrets: readonly string[],
): Candidate => ({
  ...propertiesOf(scheme),
  body: capture.content,
  charset: 'utf8',
  latin1: capture.latin1,
  headers: Object.fromEntries(
    Object.entries(capture.headers).map(([name, value]) => [plainName(name), [value].flat()[0] ?? '']),
  ),
  query: Object.fromEntries(new URLSearchParams(capture.querystring)),
  enteredSecret,
  secrets,
});

/** The value of a header in any spelling. */
export const headerOf = ({ headers }: Candidate, name = ''): string | undefined => headers[name.toLowerCase()];

/** The request with other values of headers. */
export const withHeaders = (
  candidate: Candidate,
  values: readonly (readonly [name: string, value: string])[],
): Candidate => {
  const changes = values.map(([name, value]) => [name.toLowerCase(), value] as const);
  return { ...candidate, headers: { ...candidate.headers, ...Object.fromEntries(changes) } };
};

/** The first set of headers of which the request has the signature. */
export const headerSet = (candidate: Candidate, { headers }: HmacScheme): SignatureHeaders =>
  headers.find(({ signature }) => headerOf(candidate, signature)) ?? headers[0];

/** Where the signature or token is documented to be. */
export const locationOf = (candidate: Candidate): { readonly in: 'header' | 'query'; readonly name: string } => {
  const { scheme } = candidate;
  switch (scheme.kind) {
    case 'token':
      return scheme;
    case 'hmac':
      return { in: 'header', name: headerSet(candidate, scheme).signature };
    default:
      return scheme satisfies never;
  }
};

/** The signature or token of the request. */
export const signatureOf = (candidate: Candidate): string | undefined => {
  const location = locationOf(candidate);
  return location.in === 'query' ? candidate.query[location.name] : headerOf(candidate, location.name);
};

/** The request with another signature or token. */
export const withSignature = (candidate: Candidate, value: string): Candidate => {
  const location = locationOf(candidate);
  return location.in === 'query'
    ? { ...candidate, query: { ...candidate.query, [location.name]: value } }
    : withHeaders(candidate, [[location.name, value]]);
};

/** The entries of a signature's header. */
export const entriesIn = (value: string, { separator }: HmacScheme): readonly string[] =>
  separator === undefined ? [value] : value.split(separator).map((entry) => entry.trim());
