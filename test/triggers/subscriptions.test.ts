import type { ZapierError } from 'zapier-local';
import { fieldLabels } from '../../platform/connection.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import type { Event } from '../../triggers/define-event.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';
import { unversioned } from '../helpers/versioned.ts';

const bench = openBench();
const subscribing = events.filter(({ provider }) => provider.subscriptions);
const examples = oneOfEach.filter((event) => subscribing.includes(event));
const named = (list: readonly Event[]) => list.map((event) => ({ key: event.key, event }));

/** The error that the user sees when a Zap cannot be turned on. */
const turnOnError = async (event: Event, fault: Fault): Promise<ZapierError> => {
  const emulator = bench.emulator(event);
  emulator.fault = failing('POST', emulator.webhooksPath ?? '/', fault);
  const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
  return bench.sandbox.zapier.turnOn(zap).then(
    () => {
      throw new Error('The Zap was turned on');
    },
    (error: ZapierError) => {
      expect([zap.isOn, zap.subscription]).toEqual([false, undefined]);
      return error;
    },
  );
};

describe.each(named(subscribing))('$key', ({ event }) => {
  test('Registers its URL for its event, and deletes the registration', async () => {
    const emulator = bench.emulator(event);
    const others = [...emulator.targets];
    const { zap, target } = await bench.live(event);
    expect(emulator.targets).toHaveLength(others.length + 1);
    expect(target).toMatchObject({ id: zap.subscription?.['id'], url: zap.url, types: [event.type] });
    const before = emulator.calls.length;
    await bench.sandbox.turnOff(zap);
    expect(emulator.targets).toEqual(others);
    const calls = emulator.calls.slice(before).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(calls).toEqual([`DELETE ${target.id}`]);
  });
});

describe.each(named(examples))('subscribe errors of $key', ({ event }) => {
  const { label } = event.provider;

  test.each([
    { status: 400, body: { message: 'url is not valid' } },
    { status: 403, body: { error: 'url is not valid' } },
    { status: 404, body: { detail: 'url is not valid' } },
    { status: 409, body: { error: { message: 'url is not valid' } } },
    { status: 422, body: { errors: [{ detail: 'url is not valid' }] } },
  ])('The error for a $status contains the provider’s message', async (fault) => {
    const { name, message } = await turnOnError(event, fault);
    expect(name).toBe('AppError');
    expect(message).toContain(`${label} said: “url is not valid”.`);
  });

  test.each([
    { name: 'a 500', fault: { status: 500 }, says: 'answered with the error 500' },
    { name: 'a 503', fault: { status: 503, body: '<h1>Busy</h1>' }, says: 'answered with the error 503' },
    {
      name: 'a page',
      fault: { status: 200, body: '<h1>Hello</h1>' },
      says: 'sent a response that is not JSON',
    },
    { name: 'an incomplete response', fault: { cutOff: true }, says: 'could not be reached' },
  ])('The error for $name says what to do', async ({ fault, says }) => {
    const { name, message } = await turnOnError(event, fault);
    expect(name).toBe('AppError');
    expect(unversioned(message)).toBe(
      `${label} ${says}. Try again in a few minutes. If it persists, contact ${label}’s support.`,
    );
  });

  test('The error for a 429 contains the delay', async () => {
    const { name, message, detail } = await turnOnError(event, { status: 429, headers: { 'X-Rate-Limited-For': '9' } });
    expect([name, JSON.parse(detail.message).delay]).toEqual(['ThrottledError', 9]);
    expect(unversioned(message)).toBe(`${label} is rate limiting requests. Try again in 9 seconds.`);
  });

  test.each([{}, { webhook: {} }, { subscription: { url: 'x' } }, { webhook: { id: '' } }, [], 'null'])(
    'The response %j without an ID is an error',
    async (body) => {
      const { name, message } = await turnOnError(event, { status: 201, body });
      expect(name).toBe('AppError');
      expect(message).toContain('did not return its ID, so it cannot be deleted later.');
    },
  );

  test('The error for another connection names the missing fields', async () => {
    const { zapier } = bench.sandbox;
    const other = oneOfEach.find(({ provider }) => provider !== event.provider);
    const connection = await bench.sandbox.connect([other?.provider.key ?? '']);
    await expect(zapier.turnOn(zapier.createZap(event.key, connection))).rejects.toThrow(
      fieldLabels(event.provider, event.provider.connection.groups[0]),
    );
  });
});

describe.each(named(examples))('unsubscribe calls of $key', ({ event }) => {
  test.each([
    { name: 'a 404', fault: { status: 404 } },
    { name: 'a 410', fault: { status: 410 } },
    { name: 'a 500', fault: { status: 500 } },
    { name: 'a 429', fault: { status: 429 } },
    { name: 'an incomplete response', fault: { cutOff: true } },
    { name: 'a page', fault: { status: 200, body: '<h1>Hello</h1>' } },
  ])('A call that gets $name succeeds', async ({ fault }) => {
    const { zap } = await bench.live(event);
    bench.emulator(event).fault = failing('DELETE', /./, fault);
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
    expect(zap.isOn).toBe(false);
  });

  test('A second call succeeds', async () => {
    const { zap } = await bench.live(event);
    await bench.sandbox.turnOff(zap);
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  });

  test('A Zap without a subscription makes no call', async () => {
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    const before = bench.emulator(event).calls.length;
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
    expect(bench.emulator(event).calls).toHaveLength(before);
  });

  test('A call that gets a 403 fails', async () => {
    const { zap } = await bench.live(event);
    bench.emulator(event).fault = failing('DELETE', /./, { status: 403 });
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    expect(outcome.ok ? '' : outcome.error.message).toContain(`${event.provider.label} does not allow this.`);
  });

  test('The other Zaps of the connection still receive events', async () => {
    const [kept, turnedOff] = [await bench.live(event), await bench.live(event)];
    await bench.sandbox.turnOff(turnedOff.zap);
    expect((await bench.send(event, kept, bodyOf(event))).output).toHaveLength(1);
    await expect(bench.send(event, turnedOff, bodyOf(event))).rejects.toThrow('Zapier answered 410');
  });
});
