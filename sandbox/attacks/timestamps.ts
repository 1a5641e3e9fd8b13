import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackGroup, type Expected, STANDARD } from './attack.ts';
import type { AttackContext } from './context.ts';
import { headerOf, nameOf, standardHeaders, withHeader, withoutHeaders } from './edit.ts';

/** Signs a request again, so that only its timestamp is wrong. */
const withTimestamp = (genuine: SignedRequest, context: AttackContext, timestamp: string): SignedRequest => {
  const id = headerOf(genuine, nameOf(context, 'id'));
  return { ...genuine, headers: { ...genuine.headers, ...standardHeaders(context, genuine, { id, timestamp }) } };
};

const seconds = ({ now }: AttackContext): number => Math.floor(now / 1000);

const signed = (
  name: string,
  why: string,
  expected: Expected,
  timestamp: (context: AttackContext) => string,
): Attack => ({
  name,
  why,
  schemes: STANDARD,
  expected,
  transform: (genuine, context) => withTimestamp(genuine, context, timestamp(context)),
});

const NAN = 'A value that is not a number is neither less nor greater than any limit.';

/** Requests with another timestamp, or without one. */
export const timestamps: AttackGroup = {
  name: 'Timestamps',
  attacks: [
    {
      name: 'No timestamp',
      why: 'Code that checks the timestamp only if there is one accepts every recorded request.',
      schemes: STANDARD,
      expected: 'timestamp_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'timestamp')]),
    },
    signed('Timestamp as a word', NAN, 'timestamp_malformed', () => 'now'),
    signed('Timestamp as a date', NAN, 'timestamp_malformed', ({ now }) => new Date(now).toISOString()),
    signed('Negative timestamp', NAN, 'timestamp_malformed', (context) => `-${seconds(context)}`),
    signed(
      'Timestamp with a fraction',
      'A parser that stops at the point verifies one text and checks another.',
      'timestamp_malformed',
      (context) => `${seconds(context)}.5`,
    ),
    signed('Timestamp in hexadecimal', NAN, 'timestamp_malformed', (context) => `0x${seconds(context).toString(16)}`),
    signed(
      'Timestamp in milliseconds',
      'Read as seconds it is in the far future, so code that only refuses old requests always accepts it.',
      'timestamp_malformed',
      ({ now }) => String(now),
    ),
    signed(
      'Timestamp 301 seconds old',
      'Without a check of the timestamp, a recorded request stays valid.',
      'timestamp_too_old',
      (context) => String(seconds(context) - 301),
    ),
    signed(
      'Timestamp 301 seconds ahead',
      'A request from the future stays valid for longer than a new one.',
      'timestamp_too_new',
      // One more second, because the time is rounded down and some of it passes before the request is read.
      (context) => String(seconds(context) + 302),
    ),
    signed(
      'Timestamp in the far future',
      'Code that only refuses old requests accepts it until then.',
      'timestamp_too_new',
      () => '99999999999',
    ),
    signed(
      'Timestamp 290 seconds old',
      'Not an attack: a delivery that took a few minutes is genuine and must not be lost.',
      'delivered',
      (context) => String(seconds(context) - 290),
    ),
    {
      name: 'New timestamp with the old signature',
      why: 'If the signature does not cover the timestamp, a recorded request can be given a new one.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: (genuine, context) =>
        withHeader(genuine, nameOf(context, 'timestamp'), String(seconds(context) - 100)),
    },
  ],
};
