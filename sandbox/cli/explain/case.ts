import { createHmac } from 'node:crypto';
import type { Scheme } from '../../providers/schemes.ts';
import type { Capture } from '../capture/capture.ts';

/** How a secret's text becomes the key of an HMAC. */
export type KeyForm = 'text' | 'base64' | 'hex' | 'standard';

/** What an HMAC can cover. */
export type SignedPart = 'id' | 'timestamp' | 'body';

/**
 * A recorded request with everything that its signature depends on. A mistake is undone by changing one of these, and it was the
 * mistake that was made if the signature fits then.
 */
export interface Case {
  readonly scheme: Scheme;
  readonly body: string;
  /** In lower case and without the `Http-` that Zapier puts in front. */
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The secret exactly as it was given. */
  readonly given: string;
  /** The secrets to try. */
  readonly secrets: readonly string[];
  readonly keyForm: KeyForm;
  readonly algorithm: 'sha256' | 'sha1' | 'sha512';
  readonly signs: readonly SignedPart[];
  /** What to add to the words of the mistake that was undone last, such as the name of a header. */
  readonly detail?: string;
}

/** The parts of a scheme that a mistake may get wrong, as they should be. */
export const recipeOf = (scheme: Scheme): Pick<Case, 'scheme' | 'keyForm' | 'signs'> =>
  scheme.kind === 'standard'
    ? { scheme, keyForm: 'standard', signs: ['id', 'timestamp', 'body'] }
    : { scheme, keyForm: 'text', signs: ['body'] };

const plainName = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('_', '-')
    .replace(/^http-/, '');

/** Makes a case of a recorded request as it stands. */
export const caseOf = (scheme: Scheme, capture: Capture, given: string): Case => ({
  ...recipeOf(scheme),
  body: capture.content,
  headers: Object.fromEntries(
    Object.entries(capture.headers).map(([name, value]) => [plainName(name), [value].flat()[0] ?? '']),
  ),
  query: Object.fromEntries(new URLSearchParams(capture.querystring)),
  given,
  secrets: given.split(/\s+/).filter(Boolean),
  algorithm: 'sha256',
});

/** The names of the headers that a Standard Webhooks request brings. */
export const standardNames = ({ headers }: Case): Record<'id' | 'timestamp' | 'signature', string> => {
  const family = 'svix-signature' in headers || !('webhook-signature' in headers) ? 'svix' : 'webhook';
  return { id: `${family}-id`, timestamp: `${family}-timestamp`, signature: `${family}-signature` };
};

/** The header that holds the signature or the token; nothing where it is on the URL. */
export const proofHeader = (one: Case): string | undefined => {
  if (one.scheme.kind === 'standard') return standardNames(one).signature;
  return 'header' in one.scheme ? one.scheme.header.toLowerCase() : undefined;
};

/** The signature or token that the request brings. */
export const presented = (one: Case): string | undefined => {
  if (one.scheme.kind === 'token' && 'parameter' in one.scheme) return one.query[one.scheme.parameter];
  return one.headers[proofHeader(one) ?? ''];
};

/** The same case with another signature or token. */
export const presenting = (one: Case, value: string): Case => {
  if (one.scheme.kind === 'token' && 'parameter' in one.scheme) {
    return { ...one, query: { ...one.query, [one.scheme.parameter]: value } };
  }
  return { ...one, headers: { ...one.headers, [proofHeader(one) ?? '']: value } };
};

const keyOf = (secret: string, form: KeyForm): string | Buffer => {
  if (form === 'text') return secret;
  return form === 'hex'
    ? Buffer.from(secret, 'hex')
    : Buffer.from(secret.replace(form === 'standard' ? /^whsec_/ : '', ''), 'base64');
};

/** Whether the signature or token fits, whatever the time. Computed here, apart from the proofs. */
export const fits = (one: Case): boolean => {
  const value = presented(one);
  if (!value) return false;
  if (one.scheme.kind === 'token') return one.secrets.includes(value);
  const names = standardNames(one);
  const parts = { id: one.headers[names.id], timestamp: one.headers[names.timestamp], body: one.body };
  const signed = one.signs.map((part) => parts[part] ?? '').join('.');
  const encoding = one.scheme.kind === 'hmac' ? one.scheme.encoding : 'base64';
  return one.secrets.some((secret) => {
    const key = keyOf(secret, one.keyForm);
    // Text that is no base64 decodes to nothing, and an empty key signs like any other.
    if (key.length === 0) return false;
    const digest = createHmac(one.algorithm, key).update(signed, 'utf8').digest(encoding);
    return one.scheme.kind === 'hmac' ? value === digest : value.split(' ').includes(`v1,${digest}`);
  });
};
