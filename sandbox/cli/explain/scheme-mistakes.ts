import { SCHEMES } from '../../providers/schemes.ts';
import { type Case, recipeOf, type SignedPart, standardNames } from './case.ts';
import type { Mistake } from './mistake.ts';

const SENDER = 'The sender does not sign as the provider documents it: tell its developers.';

/** A signature over other parts, or in another order. */
const orderMistake = (name: string, what: string, signs: readonly SignedPart[]): Mistake => ({
  name,
  what,
  remedy: SENDER,
  undo: (made) => (made.scheme.kind === 'standard' ? [{ ...made, signs }] : []),
});

const hashMistake = (name: string, algorithm: Case['algorithm'], title: string): Mistake => ({
  name,
  what: `The signature is an HMAC-${title}, not an HMAC-SHA256.`,
  remedy: 'Choose SHA-256 at the sender.',
  undo: (made) => (made.scheme.kind === 'token' ? [] : [{ ...made, algorithm }]),
});

/** The request with another time of sending. */
const sentAt = (made: Case, timestamp: string): Case => ({
  ...made,
  headers: { ...made.headers, [standardNames(made).timestamp]: timestamp },
});

/** The same moment as other clocks write it. */
const otherUnits = (text: string): readonly number[] => {
  if (/^\d+$/.test(text)) return [Math.floor(Number(text) / 1000), Number(text) * 1000];
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? [] : [Math.floor(moment / 1000), moment];
};

/** Mistakes in what is signed, and by which scheme. */
export const SCHEME_MISTAKES: readonly Mistake[] = [
  {
    name: 'wrong_provider',
    what: 'The request was signed as another provider signs.',
    remedy: 'Choose that provider with --provider. In Zapier, use a trigger of that provider.',
    undo: (made) =>
      Object.entries(SCHEMES)
        .filter(([, scheme]) => scheme !== made.scheme)
        .map(([key, scheme]) => ({ ...made, ...recipeOf(scheme), detail: `It is ${key}.` })),
  },
  {
    name: 'id_timestamp_swapped',
    what: 'The delivery id and the time stand in each other’s headers.',
    remedy: 'Map each value to its own header.',
    undo(made) {
      if (made.scheme.kind !== 'standard') return [];
      const names = standardNames(made);
      const { [names.id]: id = '', [names.timestamp]: timestamp = '' } = made.headers;
      // Where each is what it says, a signature over the other order is the sender's doing.
      if (/^\d+$/.test(timestamp)) return [];
      return [{ ...made, headers: { ...made.headers, [names.id]: timestamp, [names.timestamp]: id } }];
    },
  },
  {
    name: 'timestamp_unit',
    what: 'The time in the header is not written as it was when it was signed, in seconds since 1970.',
    remedy: 'Pass the header on as it came; do not turn it into a date or into milliseconds.',
    undo: (made) =>
      made.scheme.kind === 'standard'
        ? otherUnits(made.headers[standardNames(made).timestamp] ?? '').map((time) => sentAt(made, String(time)))
        : [],
  },
  orderMistake('signed_order', 'The signature covers the time before the id.', ['timestamp', 'id', 'body']),
  orderMistake('signed_without_id', 'The signature covers the time and the body, but not the id.', [
    'timestamp',
    'body',
  ]),
  orderMistake('signed_body_only', 'The signature covers the body alone, without id and time.', ['body']),
  hashMistake('hash_sha1', 'sha1', 'SHA1'),
  hashMistake('hash_sha512', 'sha512', 'SHA512'),
];
