import type { SignedRequest } from '../providers/emulator.ts';
import { type Attack, type AttackContext, type AttackGroup, type Expected, STANDARD } from './attack.ts';
import { headerOf, nameOf, standardHeaders, withHeader, withoutHeaders } from './edit.ts';

/** Signed anew, so that nothing but the time is wrong. */
const sentAt = (genuine: SignedRequest, context: AttackContext, timestamp: string): SignedRequest => {
  const id = headerOf(genuine, nameOf(context, 'id'));
  return { ...genuine, headers: { ...genuine.headers, ...standardHeaders(context, genuine, { id, timestamp }) } };
};

const seconds = ({ now }: AttackContext): number => Math.floor(now / 1000);

const odd = (name: string, why: string, expected: Expected, timestamp: (context: AttackContext) => string): Attack => ({
  name: `timestamp ${name}`,
  why,
  schemes: STANDARD,
  expected,
  transform: (genuine, context) => sentAt(genuine, context, timestamp(context)),
});

const NAN = 'What is not a number compares as neither too old nor too new.';
const RECORDED = 'A recorded request stays good for as long as nobody looks at its time.';

/** Requests that were sent at another time, or at none. */
export const timestamps: AttackGroup = {
  name: 'Timestamps',
  attacks: [
    {
      name: 'timestamp missing',
      why: 'Code that checks the time only when there is one lets every recording through.',
      schemes: STANDARD,
      expected: 'timestamp_missing',
      transform: (genuine, context) => withoutHeaders(genuine, [nameOf(context, 'timestamp')]),
    },
    odd('that is text', NAN, 'timestamp_malformed', () => 'now'),
    odd('that is a date', NAN, 'timestamp_malformed', ({ now }) => new Date(now).toISOString()),
    odd('negative', NAN, 'timestamp_malformed', (context) => `-${seconds(context)}`),
    odd(
      'float',
      'A parser that stops at the point signs one text and checks another.',
      'timestamp_malformed',
      (context) => `${seconds(context)}.5`,
    ),
    odd('in hexadecimal', NAN, 'timestamp_malformed', (context) => `0x${seconds(context).toString(16)}`),
    odd(
      'in milliseconds',
      'Taken for seconds it lies in the far future, where code that only looks for old requests never finds it too old.',
      'timestamp_malformed',
      ({ now }) => String(now),
    ),
    odd('301 s old', RECORDED, 'timestamp_too_old', (context) => String(seconds(context) - 301)),
    odd(
      '301 s ahead',
      'A request from the future stays good for longer than one of now.',
      'timestamp_too_new',
      // A whole second more than the floor, so that it is still ahead when it is read.
      (context) => String(seconds(context) + 302),
    ),
    odd(
      'in the far future',
      'Code that only looks for old requests takes it for fresh until then.',
      'timestamp_too_new',
      () => '99999999999',
    ),
    odd(
      '290 s old',
      'No attack: a slow provider’s delivery is genuine within the tolerance, and must not be lost.',
      'delivered',
      (context) => String(seconds(context) - 290),
    ),
    {
      name: 'a new timestamp over the old signature',
      why: 'A time that the signature does not cover can be brought up to date by whoever recorded the request.',
      schemes: STANDARD,
      expected: 'signature_mismatch',
      transform: (genuine, context) =>
        withHeader(genuine, nameOf(context, 'timestamp'), String(seconds(context) - 100)),
    },
  ],
};
