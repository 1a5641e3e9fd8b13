import type { Scheme, TimeUnit } from '../../verification/scheme.ts';
import { timeText } from '../providers/sign.ts';
import { type Attack, type AttackContext, type AttackGroup, attackOn, type Expected } from './attack.ts';
import { headerOf, withHeader } from './edit.ts';
import { isTimed, isTimedInSignature, type TimedScheme } from './scheme-properties.ts';
import { signedAs, signedAt, timestampOf, withTimestamp } from './signature-edit.ts';

type Context = AttackContext<TimedScheme>;

/** The time as the scheme writes it. @param seconds from now */
const timeIn = ({ scheme, now }: Context, seconds = 0): string =>
  timeText(new Date(now + 1000 * seconds), scheme.timestamp.unit);

/** Signs a request again, so that only its timestamp is wrong. */
const signed = (name: string, why: string, expected: Expected, timestamp: (context: Context) => string): Attack =>
  attackOn(isTimed, {
    name,
    why,
    expected,
    transform: (genuine, context) => signedAt(genuine, context, timestamp(context)),
  });

const NAN = 'A value that is not a number is neither less nor greater than any limit.';

/** Far enough for any tolerance, and still in the length of today's timestamps. */
const FAR_FUTURE = new Date(9_999_999_999_000);

/** Whether the sender writes its timestamps in a unit. */
const isWrittenIn = ({ timestamp }: TimedScheme, unit: TimeUnit): boolean =>
  timeText(FAR_FUTURE, timestamp.unit) === timeText(FAR_FUTURE, unit);

/** The time in a unit that the scheme does not use, unless it accepts any. */
const inUnit = (name: string, unit: TimeUnit, why: string): Attack =>
  attackOn((scheme): scheme is TimedScheme => isTimed(scheme) && !isWrittenIn(scheme, unit), {
    name,
    why,
    expected: ({ provider: { verifier } }) =>
      isTimed(verifier.scheme) && verifier.scheme.timestamp.unit === 'any' ? 'delivered' : 'timestamp_malformed',
    transform: (genuine, context) => signedAt(genuine, context, timeText(new Date(context.now), unit)),
  });

const BORDER = /\{(?:timestamp|body)\}([^{}]*)\{(?:timestamp|body)\}/;

const hasTimeNextToBody = (scheme: Scheme): scheme is TimedScheme => isTimed(scheme) && BORDER.test(scheme.signedText);

/** A body in two parts with the text between timestamp and body between them. Either may be read as a part of the timestamp. */
const textAtBorder = ({ signedText }: TimedScheme) => {
  const [, between = ''] = BORDER.exec(signedText) ?? [];
  return { before: '{"first":"1', between, after: '2"}' };
};

/** Requests with another timestamp, or without one. */
export const timestamps: AttackGroup = {
  name: 'Timestamps',
  attacks: [
    attackOn(isTimed, {
      name: 'No timestamp',
      why: 'Code that checks the timestamp only if there is one accepts every recorded request.',
      expected: 'timestamp_missing',
      transform: (genuine, context) => signedAt(genuine, context, undefined),
    }),
    signed('Timestamp as a word', NAN, 'timestamp_malformed', () => 'now'),
    inUnit('Timestamp as a date', 'iso', NAN),
    inUnit('Timestamp in seconds', 's', 'Read in another unit it is in the far past, where some code checks nothing.'),
    inUnit(
      'Timestamp in milliseconds',
      'ms',
      'Read as seconds it is in the far future, so code that only refuses old requests always accepts it.',
    ),
    signed('Negative timestamp', NAN, 'timestamp_malformed', (context) => `-${timeIn(context)}`),
    signed(
      'Timestamp with a fraction',
      'A parser that stops at the point verifies one text and checks another.',
      'timestamp_malformed',
      (context) => `${timeIn(context)}.5`,
    ),
    signed(
      'Timestamp with one more digit',
      'Read as a number it is in the far future, so code that only refuses old requests always accepts it.',
      'timestamp_malformed',
      (context) => `${timeIn(context)}0`,
    ),
    signed('Timestamp in hexadecimal', NAN, 'timestamp_malformed', ({ now }) => `0x${now.toString(16)}`),
    signed(
      'Timestamp a second older than the tolerance',
      'Without a check of the timestamp, a recorded request stays valid.',
      'timestamp_too_old',
      (context) => timeIn(context, -context.scheme.timestamp.tolerance - 1),
    ),
    signed(
      'Timestamp two seconds beyond the tolerance ahead',
      'A request from the future stays valid for longer than a new one.',
      'timestamp_too_new',
      // One more second, because the time is rounded down and some of it passes before the request is read.
      (context) => timeIn(context, context.scheme.timestamp.tolerance + 2),
    ),
    signed(
      'Timestamp in the far future',
      'Code that only refuses old requests accepts it until then.',
      'timestamp_too_new',
      ({ scheme }) => timeText(FAR_FUTURE, scheme.timestamp.unit),
    ),
    signed(
      'Timestamp ten seconds newer than the tolerance',
      'Not an attack: a delivery that took a while is genuine and must not be lost.',
      'delivered',
      (context) => timeIn(context, 10 - context.scheme.timestamp.tolerance),
    ),
    attackOn(isTimed, {
      name: 'New timestamp with the old signature',
      why: 'If the signature does not cover the timestamp, a recorded request can be given a new one.',
      expected: 'signature_mismatch',
      transform: (genuine, context) =>
        withTimestamp(genuine, context.scheme, timeIn(context, -context.scheme.timestamp.tolerance / 2)),
    }),
    attackOn(isTimedInSignature, {
      name: 'Two different timestamps in the header',
      why: 'Code that verifies one of two timestamps and checks the other accepts a recorded request.',
      expected: 'signature_ambiguous',
      transform: (genuine, context) => {
        const { headers, separator, timestamp } = context.scheme;
        const other = timestamp.prefix + timeIn(context, -10);
        const name = headers[0].signature;
        return withHeader(genuine, name, [headerOf(genuine, name), other].join(separator));
      },
    }),
    attackOn(hasTimeNextToBody, {
      name: 'Border between timestamp and body moved',
      why: 'The signed text stays the same, so code that does not check the format of the timestamp accepts a part of the body as the body.',
      expected: 'timestamp_malformed',
      transform: (genuine, context) => {
        const { scheme } = context;
        const time = timestampOf(genuine, scheme);
        const { before, between, after } = textAtBorder(scheme);
        const isTimeFirst = scheme.signedText.indexOf('{timestamp}') < scheme.signedText.indexOf('{body}');
        const whole = signedAs({ ...genuine, body: before + between + after }, context);
        return isTimeFirst
          ? withTimestamp({ ...whole, body: after }, scheme, time + between + before)
          : withTimestamp({ ...whole, body: before }, scheme, after + between + time);
      },
    }),
  ],
};
