import type { Run } from 'zapier-local';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { secretsOf, withAuth } from '../helpers/actions.ts';
import { reasonOf } from '../helpers/runs.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');
const RECORD = /^\/websites\/4711\/(messages|orders)\//;
const MESSAGE = { id: 51, object: 'message' };
let lastId = 1;

/** Sends a new delivery with this payload. */
const send = async (payload: unknown, connection = bench.connection): Promise<Run> => {
  const zap = bench.sandbox.zapier.createZap(event.key, connection);
  const live = { zap, target: await bench.sandbox.turnOn(zap) };
  lastId += 1;
  return bench.send(event, live, bodyOf(event, { id: lastId, payload }));
};

const callCount = () => bench.emulator(event).calls.length;
const failWith = (fault: Fault, times?: number) => {
  bench.emulator(event).fault = failing('GET', RECORD, fault, times);
};

test.each([
  ['message', 51, { form: { id: 10119690, title: 'Registration Form' } }],
  ['message', '51', { message_type: 'event_management' }],
  ['order', 801, { pricing: { subtotal: 4000, shipping: 100, tax: 100, total: 4200 } }],
])('A %s that exists is confirmed, with its record: %j', async (object, id, part) => {
  const { output, error } = await send({ id, object, more: 'kept' });
  expect(error).toBeUndefined();
  expect(output).toEqual([
    expect.objectContaining({
      payload: { id, object, more: 'kept' },
      confirmed: true,
      record: expect.objectContaining({ id: Number(id), object, ...part }),
    }),
  ]);
});

test.each([
  ['that does not exist', 999],
  ['of another website', 9001],
])('A message %s is refused after a retry', async (_name, id) => {
  const run = await send({ id, object: 'message' });
  // A record that was just created may not be readable yet.
  expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
  await bench.clock.advance(60_000);
  expect(run.calls).toBe(2);
  expect([run.error?.name, reasonOf(run), run.output]).toEqual(['HaltedError', 'record_not_found', []]);
});

test.each([401, 403])(
  'A message whose look-up gets a %d is refused, and the error repeats no secret',
  async (status) => {
    const secrets = secretsOf(bench.connection);
    failWith({ status, body: { errors: [{ detail: `no ${secrets.join(' ')}` }] } });
    const run = await send(MESSAGE);
    expect([run.error?.name, reasonOf(run), run.output]).toEqual(['HaltedError', 'record_not_readable', []]);
    for (const secret of secrets) expect(run.error?.stack).not.toContain(secret);
  },
);

const TEMPORARY: [string, Fault, number][] = [
  ['a 429 with a delay', { status: 429, headers: { 'Retry-After': '7' } }, 7],
  ['a 429 without a delay', { status: 429 }, 60],
  ['a 503', { status: 503 }, 60],
  ['an incomplete response', { cutOff: true }, 60],
  ['a response that is not JSON', { status: 200, body: '<html>' }, 60],
];

describe.each([
  ['with the Zap’s ID', true],
  ['without the Zap’s ID', false],
])('deferral %s', (_title, tells) => {
  test.each(TEMPORARY)(
    'After %s, the delivery is deferred and then delivered with the record',
    async (_name, fault, seconds) => {
      bench.sandbox.zapier.includesZapId = tells;
      failWith(fault, 1);
      const run = await send(MESSAGE);
      expect([run.error?.name, run.isOver, run.output]).toEqual(['ThrottledError', false, []]);
      await bench.clock.advance(1000 * seconds - 1);
      expect(run.calls).toBe(1);
      await bench.clock.advance(1);
      expect([run.error, run.isOver, run.calls]).toEqual([undefined, true, 2]);
      expect(run.output).toEqual([expect.objectContaining({ confirmed: true })]);
    },
  );

  test.each(TEMPORARY)('After %s twice, the delivery is delivered unconfirmed', async (_name, fault, seconds) => {
    bench.sandbox.zapier.includesZapId = tells;
    failWith(fault, 2);
    const run = await send(MESSAGE);
    await bench.clock.advance(1000 * seconds);
    expect([run.error, run.calls]).toEqual([undefined, 2]);
    expect(run.output).toEqual([expect.objectContaining({ payload: MESSAGE, confirmed: false, record: {} })]);
  });
});

test.each<[string, unknown]>([
  ['a text', 'message 51'],
  ['null', null],
  ['a list', [MESSAGE]],
  ['no fields', {}],
  ['an object that the API does not have', { id: 3, object: 'donation' }],
  ['the name of an inherited property', { id: 3, object: 'constructor' }],
  ['no object', { id: 51 }],
  ['an object that is not text', { id: 51, object: ['message'] }],
])('A payload with %s is delivered unconfirmed without an API call', async (_name, payload) => {
  const before = callCount();
  const { output, error } = await send(payload);
  expect([error, callCount()]).toEqual([undefined, before]);
  expect(output).toEqual([expect.objectContaining({ payload, confirmed: false, record: {} })]);
});

test.each<[string, unknown]>([
  ['no ID', { object: 'message' }],
  ['a parent path', { id: '..', object: 'message' }],
  ['an empty ID', { id: '', object: 'message' }],
  ['an object as the ID', { id: { $ne: 1 }, object: 'message' }],
  ['a path', { id: '../orders/801', object: 'message' }],
  ['the path of another website', { id: '../../4712/messages/9001', object: 'message' }],
  ['an encoded path', { id: '%2e%2e%2forders%2f801', object: 'message' }],
  ['a query', { id: '51?includes=user', object: 'message' }],
  ['a fragment', { id: '51#', object: 'message' }],
  ['another host', { id: '//127.0.0.1:1', object: 'message' }],
  ['a line break', { id: '51\n', object: 'message' }],
  ['a very long ID', { id: '5'.repeat(101), object: 'message' }],
])('A message with %s is refused without an API call', async (_name, payload) => {
  const before = callCount();
  const run = await send(payload);
  expect([run.error?.name, reasonOf(run), run.output]).toEqual(['HaltedError', 'record_not_found', []]);
  expect(callCount()).toBe(before);
});

test('A response with another record refuses the delivery', async () => {
  failWith({ status: 200, body: { id: 52, object: 'message' } });
  const run = await send(MESSAGE);
  expect([run.error?.name, reasonOf(run), run.output]).toEqual(['HaltedError', 'record_not_found', []]);
});

test('Without an API key, every delivery is unconfirmed and no API call is made', async () => {
  const before = callCount();
  const without = withAuth(bench, { firespring_api_key: undefined, firespring_website_id: undefined });
  const { output } = await send({ id: 999, object: 'message' }, without);
  expect([output, callCount()]).toEqual([[expect.objectContaining({ confirmed: false, record: {} })], before]);
});

test('No API call is made for a delivery that is not verified or is filtered out', async () => {
  const before = callCount();
  const live = await bench.live(event, { event_types: ['order.created'] });
  const unverified = bench.emulator(event).sign({ ...live.target, secret: 'another-token-1234' }, '', bodyOf(event));
  expect((await bench.deliver(live.zap, unverified)).error?.name).toBe('HaltedError');
  expect((await bench.send(event, live, bodyOf(event))).output).toEqual([]);
  expect(callCount()).toBe(before);
});
