import { AMBIGUOUS, type Delivery, headerName, type Lookup } from './delivery.ts';
import { type Rejection, reject } from './rejection.ts';
import type { HmacScheme, SignatureHeaders } from './scheme.ts';

/** What a set of headers contains. */
export interface SignatureParts {
  readonly id: string | undefined;
  readonly timestamp: string | undefined;
  /** Without their prefix. */
  readonly signatures: readonly string[];
}

/** No separator of a signed text may be part of an ID: it would move the border to the body. */
const ID = /^[\w-]+$/;

const isMissing = (value: Lookup): value is '' | undefined => value === undefined || value === '';

const SPACES = /^[ \t]+|[ \t]+$/g;
const isSpace = (code: number): boolean => code === 32 || code === 9;
const hasSpaces = (text: string): boolean => isSpace(text.charCodeAt(0)) || isSpace(text.charCodeAt(text.length - 1));

/** The entries of a header. Most have no spaces around them. */
const entriesOf = (header: string, separator: string | undefined): readonly string[] =>
  separator === undefined || !header.includes(separator)
    ? [header]
    : header.split(separator).map((entry) => (hasSpaces(entry) ? entry.replace(SPACES, '') : entry));

/** The entries that start with a prefix, without it. */
const valuesOf = (entries: readonly string[], prefix: string): readonly string[] => {
  const found: string[] = [];
  for (const entry of entries) if (entry.startsWith(prefix)) found.push(entry.slice(prefix.length));
  return found;
};

/** Reads the parts of a signature from one set of headers. No part comes from another set. */
export const signaturePartsReader = (scheme: HmacScheme, headers: SignatureHeaders) => {
  const { prefix, separator, unsignedValue, timestamp: time } = scheme;
  const signatureName = headerName(headers.signature);
  const idName = headers.id && headerName(headers.id);
  const timestampName = headers.timestamp && headerName(headers.timestamp);
  const timePrefix = time?.in === 'signature' ? time.prefix : undefined;
  return (delivery: Delivery): SignatureParts | Rejection => {
    const header = delivery.header(signatureName);
    if (isMissing(header) || header === unsignedValue) return reject('signature_missing');
    const id = idName === undefined ? undefined : delivery.header(idName);
    if (idName !== undefined && isMissing(id)) return reject('id_missing');
    const sent = timestampName === undefined ? undefined : delivery.header(timestampName);
    if (timestampName !== undefined && isMissing(sent)) return reject('timestamp_missing');
    if (header === AMBIGUOUS || id === AMBIGUOUS || sent === AMBIGUOUS) return reject('signature_ambiguous');
    if (id !== undefined && !ID.test(id)) return reject('id_malformed');
    const entries = entriesOf(header, separator);
    const signatures = valuesOf(entries, prefix);
    if (timePrefix === undefined) return { id, timestamp: sent, signatures };
    const [timestamp, ...others] = valuesOf(entries, timePrefix);
    if (timestamp === undefined) return reject('timestamp_missing');
    return others.some((other) => other !== timestamp) ? reject('signature_ambiguous') : { id, timestamp, signatures };
  };
};
