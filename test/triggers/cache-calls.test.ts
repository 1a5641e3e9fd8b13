import { bodyOf, events, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();

/** Records the cache's RPC calls. */
const recordCacheCalls = (): string[] => {
  const methods: string[] = [];
  bench.sandbox.zapier.services.onCache = ({ method }) => methods.push(method);
  return methods;
};

const named = events.map((event) => ({ key: event.key, event }));

describe('event without an API read', () => {
  const unread = named.filter(({ event }) => !event.provider.enrich);

  test.each(unread)('$key makes one cache call', async ({ event }) => {
    const live = await bench.live(event);
    const calls = recordCacheCalls();
    expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
    expect(calls).toEqual(['zcache_set']);
  });

  test.each(unread.filter(({ event }) => oneOfEach.includes(event)))(
    '$key makes two cache calls for a duplicate',
    async ({ event }) => {
      const live = await bench.live(event);
      const request = bench.emulator(event).sign(live.target, typeOf(event), bodyOf(event));
      await bench.deliver(live.zap, request);
      const calls = recordCacheCalls();
      expect((await bench.deliver(live.zap, request)).output).toEqual([]);
      expect(calls).toEqual(['zcache_set', 'zcache_get']);
    },
  );
});

describe('event with an API read', () => {
  const enriched = named.filter(({ event }) => event.provider.enrich);

  test.each(enriched)('$key makes two cache calls', async ({ event }) => {
    const live = await bench.live(event);
    const calls = recordCacheCalls();
    expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
    expect(calls).toEqual(['zcache_get', 'zcache_set']);
  });

  test.each(enriched)('$key makes one cache call and no API call for a duplicate', async ({ event }) => {
    const live = await bench.live(event);
    const emulator = bench.emulator(event);
    const request = emulator.sign(live.target, event.type, bodyOf(event));
    await bench.deliver(live.zap, request);
    const before = emulator.calls.length;
    const calls = recordCacheCalls();
    expect((await bench.deliver(live.zap, request)).output).toEqual([]);
    expect(calls).toEqual(['zcache_get']);
    expect(emulator.calls).toHaveLength(before);
  });
});
