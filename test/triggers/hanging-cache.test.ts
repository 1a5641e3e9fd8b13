import { createServer, type ServerResponse } from 'node:http';
import { type AppProcess, inThisProcess, virtualClock, Zapier } from 'zapier-local';
import { createAppHandler, type ZObject } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { cacheOf } from '../../platform/cache.ts';
import { throttledError } from '../../platform/errors.ts';
import { captureConsole } from '../helpers/console.ts';
import { createFakeProviders, FAKE_SECRET, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
/** A cache whose promises never settle. */
const hanging: ZObject['cache'] = { get: () => never(), set: () => never(), delete: () => never() };

describe('cacheOf', () => {
  const cache = cacheOf({ cache: hanging });

  // One test, because all calls wait at the same time.
  test('Every call that hangs resolves to undefined after two seconds', async () => {
    const started = performance.now();
    const calls = [
      cache.get('key'),
      cache.set('key', 'value', 1),
      cache.setIfAbsent('key', 'value', 1),
      cache.delete('key'),
    ];
    expect(await Promise.all(calls)).toEqual([undefined, undefined, undefined, undefined]);
    expect(performance.now() - started).toBeGreaterThan(1_900);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  test('Every call that fails resolves to undefined', async () => {
    const fail = async () => Promise.reject(new Error('The cache is unavailable'));
    const failing = cacheOf({ cache: { get: fail, set: fail, delete: fail } });
    const calls = [
      failing.get('key'),
      failing.set('key', 'value', 1),
      failing.setIfAbsent('key', 'value', 1),
      failing.delete('key'),
    ];
    expect(await Promise.all(calls)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('A call that succeeds clears its timer', async () => {
    const started = jest.spyOn(globalThis, 'setTimeout');
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const working = cacheOf({ cache: { ...hanging, get: async () => 'value' } });
    expect(await working.get('key')).toBe('value');
    const timers = started.mock.results.map(({ value }) => value);
    expect(timers).toHaveLength(1);
    expect(cleared.mock.calls.flat()).toEqual(timers);
    jest.restoreAllMocks();
  });
});

describe('delivery while Zapier’s cache does not answer', () => {
  const unanswered: ServerResponse[] = [];
  const silent = createServer((_request, response) => void unanswered.push(response));
  const { answers, endpoint, pasted } = createFakeProviders();
  let zapier: Zapier;

  beforeAll(async () => {
    captureConsole();
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
    const app = createApp([
      { provider: endpoint, events: [fakeEvent(endpoint, 'thing.created', 'endpoint_thing')] },
      { provider: pasted, events: [fakeEvent(pasted, 'thing.created', 'pasted_thing')] },
    ]);
    const real = inThisProcess(createAppHandler(app));
    const hanging: AppProcess = {
      ...real,
      invoke: (event) => real.invoke({ ...event, rpc_base: `http://127.0.0.1:${address.port}/rpc` }),
    };
    zapier = await Zapier.start({ app: hanging, clock: virtualClock(), environment: {} });
  });
  afterAll(async () => {
    // An answer ends core's calls. If the connection broke instead, core would try again after the tests.
    for (const response of unanswered) response.end('{}');
    await new Promise((resolve) => silent.close(resolve));
    await zapier.close();
    jest.restoreAllMocks();
  });

  /** Shortens the cache's timeout. The tests are about what happens after it. */
  const shortenTimeouts = () => {
    const real = globalThis.setTimeout;
    const quick = (run: () => void, wait?: number) => real(run, wait === 2000 ? 50 : wait);
    const spy = jest.spyOn(globalThis, 'setTimeout');
    spy.mockImplementation(Object.assign(quick, { __promisify__: real.__promisify__ }));
    return () => spy.mockRestore();
  };

  const send = async (key: string) => {
    const connection = await zapier.connect({ endpoint_name: 'me', pasted_secret: FAKE_SECRET });
    const zap = zapier.createZap(key, connection);
    await zapier.turnOn(zap);
    const content = JSON.stringify({ id: 'thing-1', type: 'thing.created', place: 'here', lines: [] });
    const headers = { 'Http-X-Fake-Signature': hmacOf(FAKE_SECRET, content, 'hex'), 'Http-X-Request-Id': 'one' };
    const before = unanswered.length;
    const restore = shortenTimeouts();
    const started = performance.now();
    const run = zapier.receive(zap, post(content, headers));
    await zapier.idle();
    restore();
    return { run, milliseconds: performance.now() - started, cacheCalls: unanswered.length - before };
  };

  test.each(['endpoint_thing', 'pasted_thing'])('%s delivers', async (key) => {
    const { run, milliseconds, cacheCalls } = await send(key);
    expect([run.error, run.output.length, run.calls]).toEqual([undefined, 1, 1]);
    expect(cacheCalls).toBeGreaterThan(0);
    expect(milliseconds).toBeLessThan(2_000);
  });

  test('A delivery is not deferred, because a second deferral could not be prevented', async () => {
    answers.enrich = (context) => ({ fields: { color: 'none' }, retry: throttledError(context, 'Later.', 5) });
    const { run, milliseconds } = await send('endpoint_thing');
    expect([run.error, run.calls]).toEqual([undefined, 1]);
    expect(run.output).toMatchObject([{ id: 'thing-1', color: 'none' }]);
    expect(milliseconds).toBeLessThan(2_000);
  });
});
