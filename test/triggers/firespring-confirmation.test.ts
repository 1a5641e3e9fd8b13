import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import type { Run } from '../../sandbox/zapier/zaps.ts';
import { secretsOf, withAuth } from '../helpers/actions.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const event = eventOf('firespring_event');
const RECORD = /^\/websites\/4711\/(messages|orders)\//;
const MESSAGE = { id: 51, object: 'message' };
let lastId = 1;

/** Sends a webhook that was not sent before, about something. */
const send = async (payload: unknown, connection = bench.connection): Promise<Run> => {
  const zap = bench.sandbox.zapier.createZap(event.key, connection);
  const live = { zap, target: await bench.sandbox.turnOn(zap, event) };
  lastId += 1;
  return bench.send(event, live, bodyOf(event, { id: lastId, payload }));
};

const asked = () => bench.emulator(event).calls.length;
const failWith = (fault: Fault, times?: number) => {
  bench.emulator(event).fault = failing('GET', RECORD, fault, times);
};

afterEach(() => {
  bench.sandbox.zapier.tellsZap = true;
});

test.each([
  ['message', 51, { form: { id: 10119690, title: 'Registration Form' } }],
  ['message', '51', { message_type: 'event_management' }],
  ['order', 801, { pricing: { subtotal: 4000, shipping: 100, tax: 100, total: 4200 } }],
])('a %s that the API knows (%j) is confirmed, with its record', async (object, id, part) => {
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
])('a message %s is refused, with what to check', async (_name, id) => {
  const { error, output } = await send({ id, object: 'message' });
  expect([error?.name, output]).toEqual(['HaltedError', []]);
  expect(error?.message).toMatch(/check that the connection is for the same website.*\(record_not_found\)/);
});

test.each([401, 403])('a %d names the fields, and no secret that Firespring repeats', async (status) => {
  const secrets = secretsOf(bench.connection);
  failWith({ status, body: { errors: [{ detail: `no ${secrets.join(' ')}` }] } });
  const { error, output } = await send(MESSAGE);
  expect([error?.name, output]).toEqual(['AppError', []]);
  expect(error?.message).toMatch(/“Firespring API Key” and “Firespring Website ID”/);
  for (const secret of secrets) expect(error?.stack).not.toContain(secret);
});

const PASSING: [string, Fault, number][] = [
  ['429 with a delay', { status: 429, headers: { 'Retry-After': '7' } }, 7],
  ['429 without one', { status: 429 }, 60],
  ['503', { status: 503 }, 60],
  ['an answer cut off', { cutOff: true }, 60],
  ['an answer that is not JSON', { status: 200, body: '<html>' }, 60],
];

describe.each([true, false])('Zaps told apart: %s', (tells) => {
  test.each(PASSING)('%s: tried again after a pause, and delivered with the record', async (_name, fault, seconds) => {
    bench.sandbox.zapier.tellsZap = tells;
    failWith(fault, 1);
    const run = await send(MESSAGE);
    expect([run.error?.name, run.isOver, run.output]).toEqual(['ThrottledError', false, []]);
    await bench.clock.advance(1000 * seconds - 1);
    expect(run.calls).toBe(1);
    await bench.clock.advance(1);
    expect([run.error, run.isOver, run.calls]).toEqual([undefined, true, 2]);
    expect(run.output).toEqual([expect.objectContaining({ confirmed: true })]);
  });

  test.each(PASSING)('%s twice: delivered all the same, as not confirmed', async (_name, fault, seconds) => {
    bench.sandbox.zapier.tellsZap = tells;
    failWith(fault, 2);
    const run = await send(MESSAGE);
    await bench.clock.advance(1000 * seconds);
    expect([run.error, run.calls]).toEqual([undefined, 2]);
    expect(run.output).toEqual([expect.objectContaining({ payload: MESSAGE, confirmed: false, record: {} })]);
  });
});

test.each<[string, unknown]>([
  ['a text', 'message 51'],
  ['no object', { id: 51 }],
  ['an object that is no text', { id: 51, object: ['message'] }],
  ['an empty id', { id: '', object: 'message' }],
  ['an id that is no id', { id: { $ne: 1 }, object: 'message' }],
  ['a path', { id: '../orders/801', object: 'message' }],
  ['another website’s path', { id: '../../4712/messages/9001', object: 'message' }],
  ['a path in code', { id: '%2e%2e%2forders%2f801', object: 'message' }],
  ['a query', { id: '51?includes=user', object: 'message' }],
  ['an anchor', { id: '51#', object: 'message' }],
  ['another host', { id: '//127.0.0.1:1', object: 'message' }],
  ['a line break', { id: '51\n', object: 'message' }],
  ['a very long id', { id: '5'.repeat(101), object: 'message' }],
])('with %s there is nothing to confirm: nobody is asked, and it is delivered', async (_name, payload) => {
  const before = asked();
  const { output, error } = await send(payload);
  expect([error, asked()]).toEqual([undefined, before]);
  expect(output).toEqual([expect.objectContaining({ payload, confirmed: false, record: {} })]);
});

test('an answer about another record confirms nothing', async () => {
  failWith({ status: 200, body: { id: 52, object: 'message' } });
  expect((await send(MESSAGE)).output).toEqual([expect.objectContaining({ confirmed: false, record: {} })]);
});

test('without an API key in the connection, nobody is asked and nothing is refused', async () => {
  const before = asked();
  const without = withAuth(bench, { firespring_api_key: undefined, firespring_website_id: undefined });
  const { output } = await send({ id: 999, object: 'message' }, without);
  expect([output, asked()]).toEqual([[expect.objectContaining({ confirmed: false, record: {} })], before]);
});

test('nobody is asked about a webhook that is not proven, or that the user filtered out', async () => {
  const before = asked();
  const live = await bench.live(event, { event_types: ['order.created'] });
  const stranger = bench.emulator(event).sign({ ...live.target, secret: 'another-token-1234' }, '', bodyOf(event));
  expect((await bench.deliver(live.zap, stranger)).error?.name).toBe('HaltedError');
  expect((await bench.send(event, live, bodyOf(event))).output).toEqual([]);
  expect(asked()).toBe(before);
});
