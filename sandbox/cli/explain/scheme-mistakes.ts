import { SCHEMES } from '../../providers/schemes.ts';
import { type Candidate, propertiesOf, type SignedPart, standardNames } from './candidate.ts';
import type { Mistake } from './mistake.ts';

const CONTACT_SENDER = 'The sender does not sign as the provider documents. Contact its support.';

const signedPartsMistake = (name: string, message: string, signedParts: readonly SignedPart[]): Mistake => ({
  name,
  message,
  remedy: CONTACT_SENDER,
  undo: (candidate) => (candidate.scheme.kind === 'standard' ? [{ ...candidate, signedParts }] : []),
});

const algorithmMistake = (name: string, algorithm: Candidate['algorithm'], label: string): Mistake => ({
  name,
  message: `The signature is an HMAC-${label}. The provider documents HMAC-SHA256.`,
  remedy: 'Choose SHA-256 in the sender’s settings.',
  undo: (candidate) => (candidate.scheme.kind === 'token' ? [] : [{ ...candidate, algorithm }]),
});

const withTimestamp = (candidate: Candidate, timestamp: string): Candidate => ({
  ...candidate,
  headers: { ...candidate.headers, [standardNames(candidate).timestamp]: timestamp },
});

/** The same time in other units. */
const otherUnits = (timestamp: string): readonly number[] => {
  if (/^\d+$/.test(timestamp)) return [Math.floor(Number(timestamp) / 1000), Number(timestamp) * 1000];
  if (/^\d+\.\d+$/.test(timestamp)) return [Math.floor(Number(timestamp))];
  const time = Date.parse(timestamp);
  return Number.isNaN(time) ? [] : [Math.floor(time / 1000), time];
};

/** Mistakes in what is signed and with which scheme. */
export const SCHEME_MISTAKES: readonly Mistake[] = [
  {
    name: 'wrong_provider',
    message: 'The request was signed with the scheme of another provider.',
    remedy: 'Choose that provider with --provider. In Zapier, use a trigger of that provider.',
    undo: (candidate) =>
      Object.entries(SCHEMES)
        .filter(([, scheme]) => scheme !== candidate.scheme)
        .map(([key, scheme]) => ({ ...candidate, ...propertiesOf(scheme), detail: `It is ${key}.` })),
  },
  {
    name: 'id_timestamp_swapped',
    message: 'The headers of the delivery ID and the timestamp are swapped.',
    remedy: 'Map each value to its own header.',
    undo(candidate) {
      if (candidate.scheme.kind !== 'standard') return [];
      const names = standardNames(candidate);
      const { [names.id]: id = '', [names.timestamp]: timestamp = '' } = candidate.headers;
      // With a valid timestamp, the sender signs the parts in another order: signed_order.
      if (/^\d+$/.test(timestamp)) return [];
      return [{ ...candidate, headers: { ...candidate.headers, [names.id]: timestamp, [names.timestamp]: id } }];
    },
  },
  {
    name: 'timestamp_unit',
    message: 'The timestamp header was changed: it was signed in Unix seconds.',
    remedy: 'Pass the header on unchanged. Do not convert it to a date, to milliseconds or to a fraction.',
    undo: (candidate) =>
      candidate.scheme.kind === 'standard'
        ? otherUnits(candidate.headers[standardNames(candidate).timestamp] ?? '').map((timestamp) =>
            withTimestamp(candidate, String(timestamp)),
          )
        : [],
  },
  signedPartsMistake('signed_order', 'The signature covers the timestamp before the ID.', ['timestamp', 'id', 'body']),
  signedPartsMistake('signed_without_id', 'The signature covers the timestamp and the body, but not the ID.', [
    'timestamp',
    'body',
  ]),
  signedPartsMistake('signed_body_only', 'The signature covers only the body, without ID and timestamp.', ['body']),
  algorithmMistake('hash_sha1', 'sha1', 'SHA1'),
  algorithmMistake('hash_sha512', 'sha512', 'SHA512'),
];
