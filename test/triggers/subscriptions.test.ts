import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import type { ZapierError } from '../../sandbox/zapier/zaps.ts';
import type { Event } from '../../triggers/define-event.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const subscribing = events.filter(({ provider }) => provider.subscriptions);
const examples = oneOfEach.filter((event) => subscribing.includes(event));
const named = (list: readonly Event[]) => list.map((event) => ({ key: event.key, event }));

/** What the user sees when a Zap cannot be turned on. */
const refusedOf = async (event: Event, fault: Fault, path = /webhooks/): Promise<ZapierError> => {
  bench.emulator(event).fault = failing('POST', path, fault);
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
  test('registers its URL for its own event, and takes that back', async () => {
    const emulator = bench.emulator(event);
    const others = [...emulator.targets];
    const { zap, target } = await bench.live(event);
    expect(emulator.targets).toHaveLength(others.length + 1);
    expect(target).toMatchObject({ id: zap.subscription?.['id'], url: zap.url, types: [event.type] });
    const before = emulator.calls.length;
    await bench.sandbox.turnOff(zap, event);
    expect(emulator.targets).toEqual(others);
    const told = emulator.calls.slice(before).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(told).toEqual([`DELETE ${target.id}`]);
  });
});

describe.each(named(examples))('$key cannot be turned on', ({ event }) => {
  const { label } = event.provider;

  test.each([
    { status: 400, body: { message: 'url is not valid' } },
    { status: 403, body: { error: 'url is not valid' } },
    { status: 404, body: { detail: 'url is not valid' } },
    { status: 409, body: { error: { message: 'url is not valid' } } },
    { status: 422, body: { errors: [{ detail: 'url is not valid' }] } },
  ])('when the provider answers $status: the user reads what it said', async (fault) => {
    const { name, message } = await refusedOf(event, fault);
    expect(name).toBe('AppError');
    expect(message).toContain(`${label} said: “url is not valid”.`);
  });

  test.each([
    { name: '500', fault: { status: 500 }, says: 'answered with the error 500' },
    { name: '503', fault: { status: 503, body: '<h1>Busy</h1>' }, says: 'answered with the error 503' },
    {
      name: 'a page',
      fault: { status: 200, body: '<h1>Hello</h1>' },
      says: 'answered with something that is not JSON',
    },
    { name: 'half an answer', fault: { cutOff: true }, says: 'could not be reached' },
  ])('when $name comes back: the user reads what to do', async ({ fault, says }) => {
    const { name, message } = await refusedOf(event, fault);
    expect(name).toBe('AppError');
    expect(message).toBe(`${label} ${says}. Try again in a few minutes; if it goes on, ask ${label}’s support.`);
  });

  test('when the provider asks for a pause: Zapier and the user learn how long', async () => {
    const { name, message, detail } = await refusedOf(event, { status: 429, headers: { 'X-Rate-Limited-For': '9' } });
    expect([name, JSON.parse(detail.message).delay]).toEqual(['ThrottledError', 9]);
    expect(message).toBe(`${label} asks for a pause. Try again in 9 seconds.`);
  });

  test.each([{}, { webhook: {} }, { subscription: { url: 'x' } }, { webhook: { id: '' } }, [], 'null'])(
    'when the provider answers 201 with %j, without an id: the user learns why',
    async (body) => {
      const { name, message } = await refusedOf(event, { status: 201, body });
      expect(name).toBe('AppError');
      expect(message).toMatch(
        /did not say its (number|id), so it could not be (ended|removed) later\. .*[Tt]urn the Zap on again/,
      );
    },
  );

  test('when the connection is not for it: the user learns which fields to fill in', async () => {
    const { zapier } = bench.sandbox;
    const other = oneOfEach.find(({ provider }) => provider !== event.provider);
    const connection = await bench.sandbox.connect([other?.provider.key ?? '']);
    await expect(zapier.turnOn(zapier.createZap(event.key, connection))).rejects.toThrow(
      new RegExp(`^This connection lacks “${label} .*”\\. Edit the connection and fill (it|them) in\\.$`),
    );
  });
});

describe.each(named(examples))('$key is turned off quietly', ({ event }) => {
  test.each([
    { name: 'the provider does not know it any more', fault: { status: 404 } },
    { name: 'the provider says that it is gone', fault: { status: 410 } },
    { name: 'the provider is broken', fault: { status: 500 } },
    { name: 'the provider asks for a pause', fault: { status: 429 } },
    { name: 'the connection breaks', fault: { cutOff: true } },
    { name: 'a page comes back', fault: { status: 200, body: '<h1>Hello</h1>' } },
  ])('when $name', async ({ fault }) => {
    const { zap } = await bench.live(event);
    bench.emulator(event).fault = failing('DELETE', /./, fault);
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
    expect(zap.isOn).toBe(false);
  });

  test('twice', async () => {
    const { zap } = await bench.live(event);
    await bench.sandbox.turnOff(zap, event);
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  });

  test('when nothing was ever registered', async () => {
    const zap = bench.sandbox.zapier.createZap(event.key, bench.connection);
    const before = bench.emulator(event).calls.length;
    expect(await bench.sandbox.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
    expect(bench.emulator(event).calls).toHaveLength(before);
  });

  test('but not when the provider does not allow it', async () => {
    const { zap } = await bench.live(event);
    bench.emulator(event).fault = failing('DELETE', /./, { status: 403 });
    const outcome = await bench.sandbox.zapier.turnOff(zap);
    expect(outcome.ok ? '' : outcome.error.message).toContain(`${event.provider.label} does not allow this.`);
  });

  test('and the other Zaps of the connection go on', async () => {
    const [stays, goes] = [await bench.live(event), await bench.live(event)];
    await bench.sandbox.turnOff(goes.zap, event);
    expect((await bench.send(event, stays, bodyOf(event))).output).toHaveLength(1);
    await expect(bench.send(event, goes, bodyOf(event))).rejects.toThrow('Zapier answered 410');
  });
});
