import { createServer } from 'node:http';
import type { ZObject } from 'zapier-platform-core';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { cacheOf } from '../../platform/cache.ts';
import { throttledError } from '../../platform/errors.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { inProcess, type Lambda } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf } from '../helpers/sign.ts';

/** Two calls of the cache, each of which is given up in no time here, and some time for everything else. */
const SOON = 2_000;
const SECRET = 'a-secret-of-nobody';

const never = <T>(): Promise<T> => new Promise<T>(() => undefined);
/** A cache whose promises never settle. */
const hanging: ZObject['cache'] = { get: () => never(), set: () => never(), delete: () => never() };

describe('a cache that does not answer', () => {
  const cache = cacheOf({ cache: hanging });

  // One test, since everything waits at the same time.
  test('is given up after two seconds, whatever it was asked', async () => {
    const started = performance.now();
    const asked = [
      cache.get('key'),
      cache.set('key', 'value', 1),
      cache.setIfAbsent('key', 'value', 1),
      cache.delete('key'),
    ];
    for (const answer of asked) await expect(answer).resolves.toBeUndefined();
    expect(performance.now() - started).toBeGreaterThan(1_900);
    expect(performance.now() - started).toBeLessThan(4_000);
  });

  test('says no more than that when it fails at once', async () => {
    const fails = async () => Promise.reject(new Error('The cache is out of order'));
    const broken = cacheOf({ cache: { get: fails, set: fails, delete: fails } });
    const asked = [
      broken.get('key'),
      broken.set('key', 'value', 1),
      broken.setIfAbsent('key', 'value', 1),
      broken.delete('key'),
    ];
    expect(await Promise.all(asked)).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('leaves no timer behind when it does answer', async () => {
    const started = jest.spyOn(globalThis, 'setTimeout');
    const ended = jest.spyOn(globalThis, 'clearTimeout');
    const quick = cacheOf({ cache: { ...hanging, get: async () => 'kept' } });
    expect(await quick.get('key')).toBe('kept');
    const timers = started.mock.results.map(({ value }) => value);
    expect(timers).toHaveLength(1);
    expect(ended.mock.calls.flat()).toEqual(timers);
    jest.restoreAllMocks();
  });
});

describe('a delivery, while Zapier’s cache takes requests and never answers', () => {
  const silent = createServer(() => undefined);
  const { answers, endpoint, pasted } = createFakeProviders();
  let zapier: Zapier;
  let asked = 0;

  beforeAll(async () => {
    for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
    silent.on('request', () => {
      asked += 1;
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const address = silent.address();
    if (typeof address !== 'object' || address === null) throw new Error('The server has no port');
    const app = createApp([
      { provider: endpoint, events: [fakeEvent(endpoint, 'thing.made', 'endpoint_thing')] },
      { provider: pasted, events: [fakeEvent(pasted, 'thing.made', 'pasted_thing')] },
    ]);
    const { fetch } = globalThis;
    const handler = inProcess(createAppHandler(app));
    const lambda: Lambda = {
      ...handler,
      invoke: (event) => handler.invoke({ ...event, rpc_base: `http://127.0.0.1:${address.port}/rpc` }),
    };
    zapier = await Zapier.start({ lambda, clock: virtualClock(), environment: {} });
    zapier.isLimited = false;
    globalThis.fetch = fetch;
  }, 60_000);
  afterAll(async () => {
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
    await zapier.close();
    jest.restoreAllMocks();
  });

  // The two seconds are cut short: what counts here is what comes after them.
  const hurryTimers = () => {
    const real = globalThis.setTimeout;
    const quick = (run: () => void, wait?: number) => real(run, wait === 2000 ? 50 : wait);
    const spy = jest.spyOn(globalThis, 'setTimeout');
    spy.mockImplementation(Object.assign(quick, { __promisify__: real.__promisify__ }));
    return () => spy.mockRestore();
  };

  const send = async (key: string) => {
    const connection = await zapier.connect({ endpoint_name: 'me', pasted_secret: SECRET });
    const zap = zapier.createZap(key, connection);
    await zapier.turnOn(zap);
    const content = JSON.stringify({ id: 'thing-1', type: 'thing.made', place: 'here', lines: [] });
    const headers = { 'Http-X-Made-Up': hmacOf(SECRET, content, 'hex'), 'Http-X-Request-Id': 'one' };
    const before = asked;
    const restore = hurryTimers();
    const started = performance.now();
    const run = zapier.receive(zap, { method: 'POST', querystring: '', headers, content });
    await zapier.idle();
    restore();
    return { run, took: performance.now() - started, asked: asked - before };
  };

  test.each(['endpoint_thing', 'pasted_thing'])(
    'still starts the Zap: %s',
    async (key) => {
      const { run, took, asked: calls } = await send(key);
      expect([run.error, run.output.length, run.calls]).toEqual([undefined, 1, 1]);
      expect(calls).toBeGreaterThan(0);
      expect(took).toBeLessThan(SOON);
    },
    20_000,
  );

  test('asks for no second try that nobody would remember', async () => {
    answers.enrich = (call) => ({
      fields: { color: 'none' },
      retry: throttledError(call, 'Later.', 5),
    });
    const { run, took } = await send('endpoint_thing');
    expect([run.error, run.calls]).toEqual([undefined, 1]);
    expect(run.output).toMatchObject([{ id: 'thing-1', color: 'none' }]);
    expect(took).toBeLessThan(SOON);
  }, 20_000);
});
