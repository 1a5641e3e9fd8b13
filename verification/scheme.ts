/** The hash of an HMAC. SHA-1 only for senders that sign with nothing better. */
export type Algorithm = 'sha256' | 'sha512' | 'sha1';

/** How a digest is written as text. */
export type Encoding = 'hex' | 'base64';

/** How a timestamp is written: seconds or milliseconds since 1970, ISO 8601, or any of these. */
export type TimeUnit = 's' | 'ms' | 'iso' | 'any';

/** The headers of one signature. */
export interface SignatureHeaders {
  readonly signature: string;
  readonly timestamp?: string;
  readonly id?: string;
}

/** Where a signed timestamp is. */
export type TimestampPlace =
  | { readonly in: 'header' }
  /** An entry of the signature's header, such as `t=1764000000`. */
  | { readonly in: 'signature'; readonly prefix: string }
  /** A top-level key of a JSON body. */
  | { readonly in: 'body'; readonly key: string };

/** A timestamp that the signature covers. */
export type Timestamp = TimestampPlace & {
  readonly unit: TimeUnit;
  /** Seconds that it may differ from the current time, in either direction. */
  readonly tolerance: number;
};

/** An HMAC in a header. */
export interface HmacScheme {
  readonly kind: 'hmac';
  readonly algorithm: Algorithm;
  readonly encoding: Encoding;
  /** How the key is read from the secret: its text, or base64 after an optional `whsec_`. */
  readonly key: 'text' | 'base64';
  /** Sets of headers. One valid set is enough, and no part is taken from another set. */
  readonly headers: readonly [SignatureHeaders, ...SignatureHeaders[]];
  /** Precedes the digest, such as `sha256=`. */
  readonly prefix: string;
  /** Separates the entries of the header. Entries with other prefixes are ignored. Without it the header is one signature. */
  readonly separator?: string;
  /** The text that is signed, with `{body}` and possibly `{timestamp}` and `{id}`. */
  readonly signedText: string;
  readonly timestamp?: Timestamp;
  /** The header's value in a request that is not signed. */
  readonly unsignedValue?: string;
  /** The body of a request without a signature that only tests the URL. */
  readonly unsignedPing?: RegExp;
}

/** A secret token in every request, which says nothing about the body. */
export interface TokenScheme {
  readonly kind: 'token';
  readonly in: 'header' | 'query';
  readonly name: string;
}

/** How a sender authenticates its requests. Verifiers and tools read the same description. */
export type Scheme = HmacScheme | TokenScheme;

type HmacOptions = Partial<Omit<HmacScheme, 'kind' | 'headers'>> &
  ({ readonly header: string } | Pick<HmacScheme, 'headers'>);

/** Describes an HMAC. By default SHA-256 in hex of the raw body, as the only value of a header, with the secret's text as the key. */
export const hmacScheme = (options: HmacOptions): HmacScheme => ({
  kind: 'hmac',
  algorithm: 'sha256',
  encoding: 'hex',
  key: 'text',
  prefix: '',
  signedText: '{body}',
  ...options,
  headers: 'headers' in options ? options.headers : [{ signature: options.header }],
});

/** The headers of one set that a verifier reads, in the order in which they are signed. */
const namesIn = ({ id, timestamp, signature }: SignatureHeaders): string[] =>
  [id, timestamp, signature].filter((name) => name !== undefined);

/** Whether a signature covers the body. If not, no value in the body identifies a delivery. */
export const signsBody = ({ kind }: Scheme): boolean => kind === 'hmac';

/** Whether old requests are refused. */
export const checksTime = (scheme: Scheme): boolean => scheme.kind === 'hmac' && scheme.timestamp !== undefined;

/** The headers that a verifier reads, without alternatives. */
export const headersOf = (scheme: Scheme): readonly string[] => {
  if (scheme.kind === 'hmac') return namesIn(scheme.headers[0]);
  return scheme.in === 'header' ? [scheme.name] : [];
};

/** The query parameters that a verifier reads. */
export const parametersOf = (scheme: Scheme): readonly string[] =>
  scheme.kind === 'token' && scheme.in === 'query' ? [scheme.name] : [];

const ALGORITHMS: Readonly<Record<Algorithm, string>> = { sha1: 'SHA1', sha256: 'SHA256', sha512: 'SHA512' };

/** A description for documents and tools. */
export const describeScheme = (scheme: Scheme): string => {
  if (scheme.kind === 'token') {
    return scheme.in === 'header'
      ? `Secret token in \`${scheme.name}\``
      : `Secret token in the query parameter \`${scheme.name}\``;
  }
  const { algorithm, encoding, headers, signedText, timestamp, prefix } = scheme;
  const signed = signedText === '{body}' ? 'the raw body' : `\`${signedText}\``;
  const format = prefix === '' ? encoding : `${encoding} after \`${prefix}\``;
  const time = timestamp ? `, valid for ${timestamp.tolerance} seconds` : '';
  return `HMAC-${ALGORITHMS[algorithm]} of ${signed} in \`${headers[0].signature}\` (${format}${time})`;
};
