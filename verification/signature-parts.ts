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

/** The entries that start with a prefix, without it. */
const entriesAfter = (prefix: string, header: string, separator: string | undefined): readonly string[] => {
  // Most headers have one entry, which needs no list to search.
  if (separator === undefined || !header.includes(separator)) {
    return header.startsWith(prefix) ? [header.slice(prefix.length)] : [];
  }
  const found: string[] = [];
  for (const entry of header.split(separator)) {
    const text = entry.replace(SPACES, '');
    if (text.startsWith(prefix)) found.push(text.slice(prefix.length));
  }
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
    const signatures = entriesAfter(prefix, header, separator);
    if (timePrefix === undefined) return { id, timestamp: sent, signatures };
    const [timestamp, ...others] = entriesAfter(timePrefix, header, separator);
    if (timestamp === undefined) return reject('timestamp_missing');
    return others.some((other) => other !== timestamp) ? reject('signature_ambiguous') : { id, timestamp, signatures };
  };
};
