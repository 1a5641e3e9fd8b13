import { ZapierError } from 'zapier-local';
import { unversioned } from '../helpers/versioned.ts';
import { openSigned, outcomeOf } from './bench.ts';
import { SENDERS, senderOf } from './senders.ts';
import { mac, signed } from './signing.ts';

const bench = openSigned();
const typed = SENDERS.filter(({ eventType }) => eventType !== null);

describe.each(typed)('$key', (sender) => {
  const { key, eventType } = sender;
  const outcomeWith = async (event_types: unknown) =>
    outcomeOf(await bench.deliver(await bench.zapOf({ sender: key, event_types }), signed(sender)));

  test('Event Types selects events by their documented type, regardless of case', async () => {
    expect(await outcomeWith([eventType])).toBe('delivered');
    expect(await outcomeWith(['other', ` ${eventType?.toUpperCase()} `])).toBe('delivered');
    expect(await outcomeWith(['other'])).toBe('dropped');
    expect(await outcomeWith([`${eventType}.more`])).toBe('dropped');
  });

  test.each([undefined, null, '', [], ['', ' ']])('The filter %j passes all events', async (event_types) => {
    expect(await outcomeWith(event_types)).toBe('delivered');
  });
});

test('A filtered event was verified before', async () => {
  const zap = await bench.zapOf({ sender: 'stripe', event_types: ['other'] });
  const { headers, body } = signed(senderOf('stripe'));
  expect(outcomeOf(await bench.deliver(zap, { headers, body: `${body} ` }))).toBe('HaltedError signature_mismatch');
});

test('A filtered event does not count as delivered', async () => {
  const zap = await bench.zapOf({ sender: 'stripe', event_types: ['other'] });
  const request = signed(senderOf('stripe'));
  expect(outcomeOf(await bench.deliver(zap, request))).toBe('dropped');
  zap.input = { sender: 'stripe' };
  expect(outcomeOf(await bench.deliver(zap, request))).toBe('delivered');
});

test('A described sender is filtered by its path', async () => {
  const inputs = { sender: 'custom', header: 'X-Signature', event_path: 'type', event_types: ['paid'] };
  const send = async (body: string) =>
    outcomeOf(await bench.deliver(await bench.zapOf(inputs), { body, headers: { 'X-Signature': mac(body) } }));
  expect([await send('{"type":"paid"}'), await send('{"type":"sent"}')]).toEqual(['delivered', 'dropped']);
});

test('A sender without event types cannot be filtered by them, and “Test trigger” says so', async () => {
  const inputs = { sender: 'gocardless', event_types: ['mandates'] };
  const outcome = await bench.list(inputs).catch((error: unknown) => error);
  if (!(outcome instanceof ZapierError)) throw new Error('The configuration was accepted');
  expect(unversioned(outcome.message)).toBe(
    'GoCardless does not send an event type, so events cannot be filtered by it. Clear “Event Types”.',
  );
});

test.each([
  ['custom', { header: 'X-Signature', event_path: 'kind' }],
  ['custom', { header: 'X-Signature', event_path: 'Header:X-Type' }],
] as const)('A request without an event type does not pass a filter: %s %j', async (sender, inputs) => {
  const zap = await bench.zapOf({ sender, ...inputs, event_types: ['paid'] });
  const run = await bench.deliver(zap, {
    body: '{"event":"refund"}',
    headers: { 'X-Signature': mac('{"event":"refund"}') },
  });
  expect([run.error, run.output]).toEqual([undefined, []]);
});
