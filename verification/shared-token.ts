import { hash, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS } from './delivery.ts';
import { reject } from './rejection.ts';
import { readTextKey } from './secret.ts';
import type { Verifier } from './verify.ts';

/** Where the token travels: in a header, or as a parameter of the URL. */
export type TokenPlace = { readonly header: string } | { readonly query: string };

const digest = (text: string | Buffer): Buffer => Buffer.from(hash('sha256', text, 'hex'), 'latin1');

/**
 * A secret value that the user gives to the provider, sent along with every request: all that a provider without signatures
 * offers. It shows that the sender knows the token, and says nothing about the body.
 *
 * Hashes of equal length are compared, so neither the token's length nor its first characters show in the time it takes.
 */
export const sharedToken = (place: TokenPlace): Verifier => {
  const inHeader = 'header' in place;
  const name = inHeader ? place.header.toLowerCase() : place.query;
  return {
    scheme: inHeader ? 'token-header' : 'token-query',
    name: inHeader ? `Secret token in \`${place.header}\`` : `Secret token \`${place.query}\` on the URL`,
    headers: [inHeader ? place.header : place.query],
    checksTime: false,
    signsBody: false,
    readKey: readTextKey,
    check(delivery, keys) {
      const given = inHeader ? delivery.header(name) : delivery.query(name);
      if (given === undefined || given === '') return reject('token_missing');
      if (given === AMBIGUOUS) return reject('token_ambiguous');
      const token = digest(given);
      if (!keys.some((key) => timingSafeEqual(token, digest(key)))) return reject('token_mismatch');
      return { fingerprint: hash('sha256', delivery.body, 'hex') };
    },
  };
};
