import { createHmac } from 'node:crypto';
import { hmac } from '../../verification/hmac.ts';
import { isRejection } from '../../verification/rejection.ts';
import type { Algorithm, Encoding, HmacScheme } from '../../verification/scheme.ts';
import { type Evidence, verify } from '../../verification/verify.ts';
import { outcomeOf } from './outcome.ts';
import { post } from './sign.ts';

export const SECRET = 'a-secret-for-any-scheme-1';
export const BODY = '{"name":"bücher 😀"}';
/** Seconds since 1970. */
export const NOW = 1_764_000_000;

/** A digest of a text that the test itself writes out, from node:crypto. */
export const digestOf = (
  text: string,
  algorithm: Algorithm = 'sha256',
  encoding: Encoding = 'hex',
  key: string | Uint8Array = SECRET,
): string => createHmac(algorithm, key).update(text, 'utf8').digest(encoding);

/** A request, of which a test gives what matters to it. */
export interface Sent {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body?: string;
  readonly secret?: string;
  readonly now?: number;
}

const check = (scheme: HmacScheme, { headers, body = BODY, secret = SECRET, now = NOW }: Sent) =>
  verify(hmac(scheme), post(body, headers), secret, now);

/** `accepted`, or the reason why a request is refused. */
export const outcomeWith = (scheme: HmacScheme, sent: Sent): string => outcomeOf(check(scheme, sent));

/** What a valid request shows. */
export const evidenceWith = (scheme: HmacScheme, sent: Sent): Evidence => {
  const verified = check(scheme, sent);
  if (isRejection(verified)) throw new Error(verified.reason);
  return verified.evidence;
};
