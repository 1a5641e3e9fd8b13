import type { HmacScheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { type AttackContext, type AttackGroup, attackOn } from './attack.ts';
import { headerOf, otherSecret, withHeader, withHeaders, withoutHeaders } from './edit.ts';
import { hasSeveralSets, type IdScheme, signsId } from './scheme-properties.ts';
import { idOf, signedAs, timestampOf } from './signature-edit.ts';

const PARTS = ['signature', 'id', 'timestamp'] as const;

/** Moves headers to the names of the second set. */
const moved = (request: SignedRequest, { headers }: HmacScheme, parts = PARTS.slice()): SignedRequest => {
  const [first, second] = headers;
  const pairs = parts.flatMap((part): readonly (readonly [string, string])[] => {
    const [from, to] = [first[part], second?.[part]];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  const values = Object.fromEntries(pairs.map(([from, to]) => [to, headerOf(request, from)]));
  return withHeaders(
    withoutHeaders(
      request,
      pairs.map(([from]) => from),
    ),
    values,
  );
};

const withId = (genuine: SignedRequest, context: AttackContext<IdScheme>, id: string): SignedRequest =>
  signedAs(withHeader(genuine, context.scheme.headers[0].id, id), context, { id });

/** Delivery IDs that the signature covers, and sets of headers. */
export const ids: AttackGroup = {
  name: 'Delivery IDs and sets of headers',
  attacks: [
    attackOn(signsId, {
      name: 'No delivery ID',
      why: 'Without an ID, a replay cannot be told from a new delivery.',
      expected: 'id_missing',
      transform: (genuine, { scheme }) => withoutHeaders(genuine, [scheme.headers[0].id]),
    }),
    attackOn(signsId, {
      name: 'Delivery ID changed',
      why: 'If the signature does not cover the ID, another ID makes a replay look new.',
      expected: 'signature_mismatch',
      transform: (genuine, { scheme }) => withHeader(genuine, scheme.headers[0].id, 'msg_another'),
    }),
    attackOn(signsId, {
      name: 'Delivery ID with a dot',
      why: 'Dots separate the parts of the signed text, so a dot in the ID moves the border between ID, timestamp and body.',
      expected: 'id_malformed',
      transform: (genuine, context) =>
        withId(genuine, context, `${idOf(genuine, context.scheme)}.${timestampOf(genuine, context.scheme)}`),
    }),
    attackOn((scheme): scheme is IdScheme => signsId(scheme) && hasSeveralSets(scheme), {
      name: 'ID and timestamp in headers of the other set',
      why: 'Code that looks up each header separately accepts parts that were never signed together.',
      expected: 'id_missing',
      transform: (genuine, { scheme }) => moved(genuine, scheme, ['id', 'timestamp']),
    }),
    attackOn(hasSeveralSets, {
      name: 'All headers of the other set',
      why: 'Not an attack: the scheme has several sets of header names, and the sender may use any.',
      expected: 'delivered',
      transform: (genuine, { scheme }) => moved(genuine, scheme),
    }),
    attackOn(hasSeveralSets, {
      name: 'Wrong signature in one set, valid signature in another',
      why: 'Not an attack: a sender may sign with several keys, each in its own header, and one of them has to be valid.',
      expected: 'delivered',
      transform: (genuine, context) => {
        const forged = signedAs(genuine, context, { key: otherSecret(context.target.secret) });
        return { ...genuine, headers: { ...moved(genuine, context.scheme).headers, ...forged.headers } };
      },
    }),
  ],
};
