import { hash, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS, headerName } from './delivery.ts';
import { reject } from './rejection.ts';
import type { TokenScheme } from './scheme.ts';
import { readTextKey } from './secret.ts';
import type { Verifier } from './verify.ts';

const digest = (text: string | Buffer): Buffer => Buffer.from(hash('sha256', text, 'hex'), 'latin1');

/**
 * A secret token in every request, for providers without signatures. It shows that the sender knows the token, and nothing about
 * the body.
 *
 * Hashes of equal length are compared, so that the time it takes reveals neither the token's length nor its first characters.
 */
export const sharedToken = (scheme: TokenScheme): Verifier => {
  const inHeader = scheme.in === 'header';
  const name = inHeader ? headerName(scheme.name) : scheme.name;
  return {
    scheme,
    readKey: readTextKey,
    check(delivery, keys) {
      const value = inHeader ? delivery.header(name) : delivery.query(name);
      if (value === undefined || value === '') return reject('token_missing');
      if (value === AMBIGUOUS) return reject('token_ambiguous');
      const token = digest(value);
      return keys.some((key) => timingSafeEqual(token, digest(key))) ? {} : reject('token_mismatch');
    },
  };
};
