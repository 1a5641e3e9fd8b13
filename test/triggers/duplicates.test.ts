import { captureConsole } from '../helpers/console.ts';
import { type FakeApp, startFakeApp } from '../helpers/fake-app.ts';
import { resultOf } from '../helpers/runs.ts';

let app: FakeApp;
beforeAll(async () => {
  captureConsole();
  app = await startFakeApp();
});
beforeEach(() => {
  app.zapier.includesZapId = true;
});
afterAll(async () => {
  await app.zapier.close();
  jest.restoreAllMocks();
});

type Zap = Awaited<ReturnType<FakeApp['turnOn']>>;
type Headers = Readonly<Record<string, string>>;

const requestId = (id: string): Headers => ({ 'Http-X-Request-Id': id });
const send = async (zap: Zap, changes: Readonly<Record<string, unknown>>, headers?: Headers) =>
  resultOf(await app.deliver(zap, app.signed(app.bodyOf(changes), headers)));

test.each(['endpoint_thing', 'pasted_thing'])(
  'Drops a re-sent delivery to %s, and accepts one repetition by Zapier',
  async (trigger) => {
    const zap = await app.turnOn(trigger);
    const body = { id: `repeated ${trigger}` };
    expect(await send(zap, body, requestId('first'))).toBe(1);
    expect(await send(zap, body, requestId('second'))).toBe(0);
    expect(await send(zap, body, requestId('first'))).toBe(1);
    // The request ID is not signed, so a sender could repeat it.
    expect(await send(zap, body, requestId('first'))).toBe(0);
    expect(await send(zap, body)).toBe(0);
  },
);

test('Identifies a delivery by the ID in its body', async () => {
  const zap = await app.turnOn('pasted_thing');
  expect(await send(zap, { id: 'a', more: 1 }, requestId('a1'))).toBe(1);
  expect(await send(zap, { id: 'a', more: 2 }, requestId('a2'))).toBe(0);
  expect(await send(zap, { id: 'b', more: 1 }, requestId('b1'))).toBe(1);
});

test('Identifies a delivery without an ID by its signature', async () => {
  const zap = await app.turnOn('pasted_thing');
  expect(await send(zap, { id: 1, more: 1 }, requestId('c1'))).toBe(1);
  expect(await send(zap, { id: 1, more: 2 }, requestId('c2'))).toBe(1);
  expect(await send(zap, { id: 1, more: 2 }, requestId('c3'))).toBe(0);
});

test('Treats two different request IDs as none', async () => {
  const zap = await app.turnOn('pasted_thing');
  const body = { id: 'ambiguous request ID' };
  expect(await send(zap, body, { ...requestId('one'), 'X-Request-Id': 'two' })).toBe(1);
  expect(await send(zap, body, requestId('one'))).toBe(0);
});

describe('two Zaps', () => {
  const body = { id: 'two Zaps' };

  test.each([
    ['by their subscriptions', 'endpoint_thing', false],
    ['by their IDs', 'pasted_thing', true],
  ])('Zaps that are told apart %s each receive the delivery once', async (_, trigger, includesZapId) => {
    app.zapier.includesZapId = includesZapId;
    for (const zap of [await app.turnOn(trigger), await app.turnOn(trigger)]) {
      expect(await send(zap, body, requestId('one'))).toBe(1);
      expect(await send(zap, body, requestId('two'))).toBe(0);
    }
  });

  test('Without an ID of the Zap, no delivery is a duplicate', async () => {
    app.zapier.includesZapId = false;
    const zap = await app.turnOn('pasted_thing');
    expect(await send(zap, body, requestId('one'))).toBe(1);
    expect(await send(zap, body, requestId('two'))).toBe(1);
  });

  test('A Zap that changes its trigger receives the delivery again', async () => {
    const zap = await app.turnOn('pasted_thing');
    expect(await send(zap, { id: 'changed trigger' }, requestId('one'))).toBe(1);
    expect(await send({ ...zap, trigger: 'pasted_any', runs: [] }, { id: 'changed trigger' }, requestId('two'))).toBe(
      1,
    );
  });
});

test('Recognizes a duplicate for as long as the deduplication window', async () => {
  const zap = await app.turnOn('pasted_thing');
  const body = { id: 'window' };
  expect(await send(zap, body, requestId('one'))).toBe(1);
  await app.clock.advance(86_399_000);
  expect(await send(zap, body, requestId('two'))).toBe(0);
  await app.clock.advance(2_000);
  expect(await send(zap, body, requestId('three'))).toBe(1);
});
