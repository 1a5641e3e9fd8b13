import { createHmac, randomBytes } from 'node:crypto';
import type { HmacScheme, Scheme, TimeUnit } from '../../verification/scheme.ts';
import type { Emulator, SignedRequest } from './emulator.ts';

// Reads the same descriptions as the verifier, but shares no code with it: a signature made by the code under test would verify even if
// both were wrong.

/** A request to sign. */
export interface Unsigned {
  readonly url: string;
  readonly body: string;
  readonly secret: string;
  readonly id?: string | undefined;
  readonly at?: Date | undefined;
}

/** The parts of a signature, each of which an attack can choose. */
export interface SignatureInput {
  readonly body: string;
  readonly key: string | Uint8Array;
  readonly id: string;
  readonly timestamp: string;
}

/** A time as a scheme writes it. */
export const timeText = (at: Date, unit: TimeUnit): string => {
  if (unit === 'iso') return at.toISOString();
  return String(unit === 'ms' ? at.getTime() : Math.floor(at.getTime() / 1000));
};

/** The key in a secret. */
export const keyOf = ({ key }: HmacScheme, secret: string): string | Uint8Array =>
  key === 'text' ? secret : Buffer.from(secret.replace(/^whsec_/, ''), 'base64');

/** The digest of a request, as bytes. */
export const digestOf = (scheme: HmacScheme, { body, key, id, timestamp }: SignatureInput): Buffer => {
  const parts: Readonly<Record<string, string>> = { body, id, timestamp };
  const text = scheme.signedText.replace(/\{(body|id|timestamp)\}/g, (_, name: string) => parts[name] ?? '');
  return createHmac(scheme.algorithm, key).update(text, 'utf8').digest();
};

/** The headers of a signed request. */
export const signatureHeaders = (scheme: HmacScheme, input: SignatureInput): Record<string, string> => {
  const [names] = scheme.headers;
  const { timestamp: time, separator = '', prefix, encoding } = scheme;
  const signature = prefix + digestOf(scheme, input).toString(encoding);
  const value = time?.in === 'signature' ? `${time.prefix}${input.timestamp}${separator}${signature}` : signature;
  return {
    ...(names.id && { [names.id]: input.id }),
    ...(names.timestamp && { [names.timestamp]: input.timestamp }),
    [names.signature]: value,
  };
};

/**
 * Writes the time into a JSON object, for a scheme whose timestamp is there. As text, so that nothing else changes in an unusual body.
 * Other bodies have no place for it.
 */
export const withBodyTime = ({ timestamp: time }: HmacScheme, body: string, at: Date): string => {
  if (time?.in !== 'body') return body;
  const text = timeText(at, time.unit);
  const member = `${JSON.stringify(time.key)}:${time.unit === 'iso' ? JSON.stringify(text) : text}`;
  const present = new RegExp(`"${time.key}"\\s*:\\s*(?:"[^"]*"|-?[\\d.]+)`);
  if (present.test(body)) return body.replace(present, member);
  return body.replace(
    /^(\s*\{)(\s*\}?)/,
    (_, start: string, rest: string) => start + member + (rest.endsWith('}') ? rest : `,${rest}`),
  );
};

const post = (url: string, headers: Readonly<Record<string, string>>, body: string): SignedRequest => ({
  url,
  method: 'POST',
  headers: { 'Content-Type': 'application/json', ...headers },
  body,
});

/** Signs a request as a sender with this scheme does. */
export const signRequest = (scheme: Scheme, unsigned: Unsigned): SignedRequest => {
  const { url, secret, id = `msg_${randomBytes(16).toString('hex')}`, at = new Date() } = unsigned;
  if (scheme.kind === 'token') {
    if (scheme.in === 'header') return post(url, { [scheme.name]: secret }, unsigned.body);
    const withToken = new URL(url);
    withToken.searchParams.set(scheme.name, secret);
    return post(withToken.href, {}, unsigned.body);
  }
  const body = withBodyTime(scheme, unsigned.body, at);
  const timestamp = scheme.timestamp ? timeText(at, scheme.timestamp.unit) : '';
  return post(url, signatureHeaders(scheme, { body, key: keyOf(scheme, secret), id, timestamp }), body);
};

/** How a sender with this scheme signs for its targets. */
export const signerOf =
  (scheme: Scheme): Emulator['sign'] =>
  ({ url, secret }, _type, body, options) =>
    signRequest(scheme, { url, secret, body, ...options });
