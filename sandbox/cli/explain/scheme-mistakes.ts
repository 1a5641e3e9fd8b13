import { isDeepStrictEqual } from 'node:util';
import { senderKey } from '../../../platform/context.ts';
import type { Algorithm, Scheme } from '../../../verification/scheme.ts';
import { PROVIDERS } from '../pick-provider.ts';
import { headerOf, headerSet, propertiesOf, signatureOf, withHeaders } from './candidate.ts';
import type { Mistake } from './mistake.ts';
import { timeIn, UNIT_NAMES, writeTime } from './times.ts';

/** A sender that signs another text; `change` returns its template. */
const signedTextMistake = (name: string, message: string, change: (signedText: string) => string): Mistake => ({
  name,
  message,
  remedy: 'The sender does not sign as the provider documents. Contact its support.',
  undo(candidate) {
    if (candidate.scheme.kind !== 'hmac') return [];
    const scheme = { ...candidate.scheme, signedText: change(candidate.scheme.signedText) };
    return scheme.signedText === candidate.scheme.signedText ? [] : [{ ...candidate, scheme }];
  },
});

const nameOf = (algorithm: Algorithm): string => `HMAC-${algorithm.toUpperCase()}`;

const algorithmMistake = (algorithm: Algorithm): Mistake => ({
  name: `hash_${algorithm}`,
  message: `The signature is an ${nameOf(algorithm)}.`,
  remedy: 'Choose the documented algorithm in the sender’s settings.',
  undo({ scheme, ...candidate }) {
    if (scheme.kind !== 'hmac' || scheme.algorithm === algorithm) return [];
    const detail = `The provider documents ${nameOf(scheme.algorithm)}.`;
    return [{ ...candidate, scheme: { ...scheme, algorithm }, detail }];
  },
});

const providersWith = (scheme: Scheme): string =>
  PROVIDERS.filter(({ verifier }) => isDeepStrictEqual(verifier.scheme, scheme))
    .map(senderKey)
    .join(' or ');

/** The name of the mistake that the request is for another provider. */
export const WRONG_PROVIDER = 'wrong_provider';

/** Mistakes in what is signed and with which scheme. */
export const SCHEME_MISTAKES: readonly Mistake[] = [
  {
    name: WRONG_PROVIDER,
    message: 'The request was signed with the scheme of another provider.',
    remedy: 'Choose that provider with --provider. In Zapier, use a trigger of that provider.',
    undo: (candidate) =>
      PROVIDERS.map(({ verifier: { scheme } }) => ({ ...candidate, ...propertiesOf(scheme) }))
        .filter((other) => signatureOf(other) && !isDeepStrictEqual(other.scheme, candidate.scheme))
        .map((other) => ({ ...other, detail: `It is ${providersWith(other.scheme)}.` })),
  },
  {
    name: 'id_timestamp_swapped',
    message: 'The headers of the delivery ID and the timestamp are swapped.',
    remedy: 'Map each value to its own header.',
    undo(candidate) {
      if (candidate.scheme.kind !== 'hmac') return [];
      const { id, timestamp } = headerSet(candidate, candidate.scheme);
      if (id === undefined || timestamp === undefined) return [];
      const [idValue = '', timestampValue = ''] = [headerOf(candidate, id), headerOf(candidate, timestamp)];
      // With a valid timestamp, the sender signs the parts in another order: signed_order.
      if (/^\d+$/.test(timestampValue)) return [];
      return [
        withHeaders(candidate, [
          [id, timestampValue],
          [timestamp, idValue],
        ]),
      ];
    },
  },
  {
    name: 'timestamp_unit',
    message: 'The timestamp header was changed after it was signed.',
    remedy: 'Pass the header on unchanged. Do not convert it to another unit or format.',
    undo(candidate) {
      const { scheme } = candidate;
      if (scheme.kind !== 'hmac' || !scheme.timestamp) return [];
      const { timestamp: name } = headerSet(candidate, scheme);
      const { unit } = scheme.timestamp;
      if (name === undefined) return [];
      return writeTime(timeIn(headerOf(candidate, name) ?? ''), unit).map((timestamp) => ({
        ...withHeaders(candidate, [[name, timestamp]]),
        detail: `It was signed in ${UNIT_NAMES[unit]}.`,
      }));
    },
  },
  signedTextMistake('signed_order', 'The signature covers the timestamp before the ID.', (text) =>
    text.replace(/\{id\}(.*)\{timestamp\}/, '{timestamp}$1{id}'),
  ),
  signedTextMistake('signed_body_first', 'The signature covers the body before the timestamp.', (text) =>
    text.replace(/\{timestamp\}(.*)\{body\}/, '{body}$1{timestamp}'),
  ),
  signedTextMistake('signed_without_id', 'The signature covers the timestamp and the body, but not the ID.', (text) =>
    text.replace(/\{id\}[^{]*/, ''),
  ),
  signedTextMistake(
    'signed_body_only',
    'The signature covers only the body, without ID and timestamp.',
    () => '{body}',
  ),
  algorithmMistake('sha1'),
  algorithmMistake('sha256'),
  algorithmMistake('sha512'),
];
