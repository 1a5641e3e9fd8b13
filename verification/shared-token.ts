import { hash, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS } from './delivery.ts';
import { reject } from './rejection.ts';
import { readTextKey } from './secret.ts';
import type { Verifier } from './verify.ts';

/** Where the token is: in a header, or in a query parameter of the URL. */
export type TokenLocation = { readonly header: string } | { readonly query: string };

const digest = (text: string | Buffer): Buffer => Buffer.from(hash('sha256', text, 'hex'), 'latin1');

/**
 * A secret token in every request, for providers without signatures. It shows that the sender knows the token, and nothing about
 * the body.
 *
 * Hashes of equal length are compared, so that the time it takes reveals neither the token's length nor its first characters.
 */
export const sharedToken = (location: TokenLocation): Verifier => {
  const inHeader = 'header' in location;
  const name = inHeader ? location.header.toLowerCase() : location.query;
  return {
    scheme: inHeader ? 'token-header' : 'token-query',
    name: inHeader
      ? `Secret token in \`${location.header}\``
      : `Secret token in the query parameter \`${location.query}\``,
    headers: inHeader ? [location.header] : [],
    parameters: inHeader ? [] : [location.query],
    checksTime: false,
    signsBody: false,
    readKey: readTextKey,
    check(delivery, keys) {
      const value = inHeader ? delivery.header(name) : delivery.query(name);
      if (value === undefined || value === '') return reject('token_missing');
      if (value === AMBIGUOUS) return reject('token_ambiguous');
      const token = digest(value);
      if (!keys.some((key) => timingSafeEqual(token, digest(key)))) return reject('token_mismatch');
      return { fingerprint: hash('sha256', delivery.body, 'hex') };
    },
  };
};
