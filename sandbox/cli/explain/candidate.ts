import { createHmac } from 'node:crypto';
import type { Scheme } from '../../providers/schemes.ts';
import type { Capture } from '../capture/capture.ts';
import { plainName } from '../header-names.ts';

/** How a secret is decoded to the key of an HMAC. */
export type KeyEncoding = 'text' | 'base64' | 'hex' | 'standard';

/** A part that an HMAC can cover. */
export type SignedPart = 'id' | 'timestamp' | 'body';

/** A recorded request with everything that its signature depends on. Undoing a mistake changes one of these. */
export interface Candidate {
  readonly scheme: Scheme;
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
  readonly keyEncoding: KeyEncoding;
  readonly algorithm: 'sha256' | 'sha1' | 'sha512';
  readonly signedParts: readonly SignedPart[];
  /** Added to the message of the mistake that was just undone, such as the name of a header. */
  readonly detail?: string;
}

/** The documented properties of a scheme, which a sender may get wrong. */
export const propertiesOf = (scheme: Scheme): Pick<Candidate, 'scheme' | 'keyEncoding' | 'signedParts'> =>
  scheme.kind === 'standard'
    ? { scheme, keyEncoding: 'standard', signedParts: ['id', 'timestamp', 'body'] }
    : { scheme, keyEncoding: 'text', signedParts: ['body'] };

/** The candidate of a recorded request as it is. */
export const candidateOf = (scheme: Scheme, capture: Capture, enteredSecret: string): Candidate => ({
  ...propertiesOf(scheme),
  body: capture.content,
  charset: 'utf8',
  latin1: capture.latin1,
  headers: Object.fromEntries(
    Object.entries(capture.headers).map(([name, value]) => [plainName(name), [value].flat()[0] ?? '']),
  ),
  query: Object.fromEntries(new URLSearchParams(capture.querystring)),
  enteredSecret,
  secrets: enteredSecret.split(/\s+/).filter(Boolean),
  algorithm: 'sha256',
});

/** The header names of a Standard Webhooks request. */
export const standardNames = ({ headers }: Candidate): Record<'id' | 'timestamp' | 'signature', string> => {
  const prefix = 'svix-signature' in headers || !('webhook-signature' in headers) ? 'svix' : 'webhook';
  return { id: `${prefix}-id`, timestamp: `${prefix}-timestamp`, signature: `${prefix}-signature` };
};

/** The header of the signature or token; undefined if the token is in the query string. */
export const signatureHeader = (candidate: Candidate): string | undefined => {
  const { scheme } = candidate;
  if (scheme.kind === 'standard') return standardNames(candidate).signature;
  return 'header' in scheme ? scheme.header.toLowerCase() : undefined;
};

/** The signature or token of the request. */
export const signatureOf = (candidate: Candidate): string | undefined => {
  const { scheme, query, headers } = candidate;
  if (scheme.kind === 'token' && 'parameter' in scheme) return query[scheme.parameter];
  return headers[signatureHeader(candidate) ?? ''];
};

/** The request with another signature or token. */
export const withSignature = (candidate: Candidate, value: string): Candidate => {
  const { scheme, query, headers } = candidate;
  return scheme.kind === 'token' && 'parameter' in scheme
    ? { ...candidate, query: { ...query, [scheme.parameter]: value } }
    : { ...candidate, headers: { ...headers, [signatureHeader(candidate) ?? '']: value } };
};

/** The key in a secret; undefined if it is not in the encoding. */
export const readKey = (secret: string, encoding: KeyEncoding): Buffer | undefined => {
  const text = encoding === 'standard' ? secret.replace(/^whsec_/, '') : secret;
  const key = Buffer.from(text, encoding === 'text' ? 'utf8' : encoding === 'hex' ? 'hex' : 'base64');
  // Text that is not base64 decodes to an empty key, which would be accepted like any other.
  if (key.length === 0) return undefined;
  return encoding === 'standard' && key.toString('base64') !== text ? undefined : key;
};

/** The secret with which the signature or token matches, at any time. Independent of the verifiers. */
export const matchingSecret = (candidate: Candidate): string | undefined => {
  const { scheme, headers, secrets, keyEncoding, algorithm, signedParts, charset } = candidate;
  const value = signatureOf(candidate);
  if (!value) return undefined;
  if (scheme.kind === 'token') return secrets.find((secret) => secret === value);
  const names = standardNames(candidate);
  const parts = { id: headers[names.id], timestamp: headers[names.timestamp], body: candidate.body };
  const content = signedParts.map((part) => parts[part] ?? '').join('.');
  const encoding = scheme.kind === 'hmac' ? scheme.encoding : 'base64';
  return secrets.find((secret) => {
    const key = readKey(secret, keyEncoding);
    if (!key) return false;
    const digest = createHmac(algorithm, key).update(content, charset).digest(encoding);
    return scheme.kind === 'hmac' ? value === digest : value.split(' ').includes(`v1,${digest}`);
  });
};

/** Whether the signature or token matches, at any time. */
export const matches = (candidate: Candidate): boolean => matchingSecret(candidate) !== undefined;
