import { ZapierError } from 'zapier-local';
import { integrations } from '../../integrations.ts';
import { unversioned } from '../helpers/versioned.ts';
import { openSigned } from './bench.ts';
import { BODY, custom } from './describe.ts';
import { mac } from './signing.ts';

type Inputs = Readonly<Record<string, unknown>>;

const bench = openSigned();

const problemOf = async (inputs: Inputs): Promise<string> => {
  const outcome = await bench.list(inputs).catch((error: unknown) => error);
  if (!(outcome instanceof ZapierError)) throw new Error('The configuration was accepted');
  expect(outcome.name).toBe('AppError');
  return unversioned(outcome.message);
};

/** Signatures that would be valid if nothing, or only a part of the request, were verified. */
const headersWith = (time: string) => ({
  'X-Signature': mac(''),
  'X-Time': time,
  'X-Id': 'a',
  '-': mac(BODY),
});

const time = { timestamp_header: 'X-Time' };
const id = { id_path: 'header:X-Id' };

/** Configurations that are refused, with the label of the field that the error names first. */
const INVALID: readonly (readonly [what: string, label: string, inputs: Inputs])[] = [
  ['no header', 'Signature Header', { header: undefined }],
  ['an empty header', 'Signature Header', { header: '' }],
  ['a header of white space', 'Signature Header', { header: ' \t' }],
  ['two words as the header', 'Signature Header', { header: 'X Signature' }],
  ['a header with its value', 'Signature Header', { header: 'X-Signature: abc' }],
  ['a header with a line break', 'Signature Header', { header: 'X-A\nX-B' }],
  ['only a hyphen as the header', 'Signature Header', { header: '-' }],
  ['a header of letters outside ASCII', 'Signature Header', { header: 'X-Sígnature' }],
  ['a list of headers', 'Signature Header', { header: ['X-Signature'] }],
  [
    'the header of the signature as that of the timestamp',
    'Timestamp Header',
    { timestamp_header: 'X_SIGNATURE', signed_text: '{timestamp}.{body}' },
  ],
  ['a JSONPath', 'Delivery ID Location', { id_path: '$.id' }],
  ['alternatives', 'Delivery ID Location', { id_path: 'id|header:X-Id' }],
  ['an index in brackets', 'Event Type Location', { event_path: 'items[0].type' }],
  ['an empty key in a path', 'Event Type Location', { event_path: 'data..type' }],
  ['an unknown algorithm', 'Algorithm', { algorithm: 'md5' }],
  ['no algorithm by name', 'Algorithm', { algorithm: 'none' }],
  ['a property of objects as the algorithm', 'Algorithm', { algorithm: 'constructor' }],
  ['an unknown encoding', 'Encoding', { encoding: 'latin1' }],
  ['a template without the body', 'Signed Text', { signed_text: 'hello' }],
  ['a template with only a timestamp', 'Signed Text', { signed_text: '{timestamp}', ...time }],
  ['a template with only an ID', 'Signed Text', { signed_text: '{id}', ...id }],
  ['two bodies', 'Signed Text', { signed_text: '{body}.{body}' }],
  ['an unknown placeholder', 'Signed Text', { signed_text: '{url}.{body}' }],
  ['a placeholder with white space', 'Signed Text', { signed_text: '{ body }' }],
  ['a placeholder in upper case', 'Signed Text', { signed_text: '{BODY}' }],
  ['an empty placeholder', 'Signed Text', { signed_text: '{}{body}' }],
  ['a timestamp next to the body', 'Signed Text', { signed_text: '{timestamp}{body}', ...time }],
  ['a body next to the timestamp', 'Signed Text', { signed_text: '{body}{timestamp}', ...time }],
  ['an ID next to the body', 'Signed Text', { signed_text: '{id}{body}', ...id }],
  ['a body next to the ID', 'Signed Text', { signed_text: '{body}{id}', ...id }],
  ['an ID next to the timestamp', 'Signed Text', { signed_text: '{id}{timestamp}.{body}', ...id, ...time }],
  ['a letter next to the ID', 'Signed Text', { signed_text: '{id}x{body}', ...id }],
  ['a digit next to the timestamp', 'Signed Text', { signed_text: '{timestamp}0{body}', ...time }],
  ['a hyphen next to the ID', 'Signed Text', { signed_text: '{id}-{body}', ...id }],
  ['an underscore next to the ID', 'Signed Text', { signed_text: '{body}_{id}', ...id }],
  ['a timestamp without its header', 'Signed Text', { signed_text: '{timestamp}.{body}' }],
  ['a timestamp header that is not signed', 'Timestamp Header', time],
  [
    'a timestamp header of two words',
    'Timestamp Header',
    { signed_text: '{timestamp}.{body}', timestamp_header: 'X Time' },
  ],
  ['an ID without its header', 'Signed Text', { signed_text: '{id}.{body}' }],
  ['a signed ID in the body', 'Signed Text', { signed_text: '{id}.{body}', id_path: 'data.id' }],
  ['an ID header without a name', 'Delivery ID Location', { id_path: 'header:' }],
  ['an ID header of two words', 'Delivery ID Location', { id_path: 'header:X Id' }],
  ['an event type header without a name', 'Event Type Location', { event_path: 'header: ' }],
  ['an event type header of two words', 'Event Type Location', { event_path: 'header:X Event' }],
  ['a tolerance of zero', 'Tolerance', { tolerance: '0' }],
  ['a tolerance of the number zero', 'Tolerance', { tolerance: 0 }],
  ['a negative tolerance', 'Tolerance', { tolerance: -1 }],
  ['a tolerance of more than an hour', 'Tolerance', { tolerance: 3601 }],
  ['a fraction as tolerance', 'Tolerance', { tolerance: '1.5' }],
  ['no number as tolerance', 'Tolerance', { tolerance: '5 minutes' }],
  ['an unlimited tolerance', 'Tolerance', { tolerance: 'Infinity' }],
  ['event types without their location', 'Event Type Location', { event_types: ['order.paid'] }],
];

describe.each(INVALID)('%s', (_what, label, inputs) => {
  test('Is an error in “Test trigger” that names the field', async () => {
    const problem = await problemOf(custom(inputs));
    expect(problem.startsWith(`“${label}” `)).toBe(true);
    expect(problem).toMatch(/\.$/);
    expect(problem.length).toBeLessThan(250);
  });

  test('Delivers nothing, whatever the request', async () => {
    const zap = await bench.zapOf(custom(inputs));
    for (const headers of [{}, headersWith('1'), headersWith(String(Math.floor(Date.now() / 1000)))]) {
      for (const body of ['', BODY]) {
        const { error, output } = await bench.deliver(zap, { body, headers });
        expect([error?.name, output]).toEqual(['AppError', []]);
      }
    }
  });
});

test.each([undefined, '', ' ', 'unknown', 'toString', '__proto__', 42, ['github']])(
  'The sender %j is an error that asks to select one',
  async (sender) => {
    const problem = await problemOf({ sender });
    expect(problem).toMatch(/^“Sender” is (empty|not one of the choices)\. Select the sender of the webhooks\.$/);
    const run = await bench.deliver(await bench.zapOf({ sender }), { body: BODY, headers: headersWith('1') });
    expect([run.error?.name, run.output]).toEqual(['AppError', []]);
  },
);

describe('The app of all providers', () => {
  const whole = openSigned([...integrations]);

  test('Names the missing secret in “Test trigger”', async () => {
    const other = { ...(await whole.connect()), authData: { buildr_webhook_secret: 'x' } };
    await expect(whole.list('github', other)).rejects.toThrow(
      '“Signed Webhooks Signing Secret” is missing. Edit the connection and fill it in.',
    );
  });
});
