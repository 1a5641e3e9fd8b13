import { bodyOf, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();

/** An error that core does not retry. It tries three times if the cache is unavailable. */
const ERROR = 'error';
const FAILURES = [
  { name: 'every call fails', fails: () => true },
  { name: 'writing fails', fails: (method: string) => method === 'zcache_set' && ERROR },
  { name: 'reading fails', fails: (method: string) => method === 'zcache_get' && ERROR },
];

describe.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  test.each(FAILURES)('Still delivers when $name', async ({ fails }) => {
    bench.sandbox.zapier.services.failCache = fails;
    const run = await bench.send(event, await bench.live(event), bodyOf(event));
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
  });

  test('Delivers a copy while the cache fails, and recognizes it afterwards', async () => {
    const live = await bench.live(event);
    const request = bench.emulator(event).sign(live.target, typeOf(event), bodyOf(event));
    await bench.deliver(live.zap, request);
    bench.sandbox.zapier.services.failCache = () => ERROR;
    expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
    bench.sandbox.zapier.services.failCache = () => false;
    expect((await bench.deliver(live.zap, request)).output).toEqual([]);
  });

  test('Delivers the same event to two Zaps of one connection', async () => {
    const zaps = [await bench.live(event), await bench.live(event)];
    for (const live of zaps) expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
  });

  test('Delivers a copy again only after the deduplication window', async () => {
    const live = await bench.live(event);
    const { sign } = bench.emulator(event);
    const id = 'msg_0123456789abcdef';
    const sendAgain = () => bench.deliver(live.zap, sign(live.target, typeOf(event), bodyOf(event), { id }));
    expect((await sendAgain()).output).toHaveLength(1);
    await bench.clock.advance(1000 * (event.provider.deduplicationWindow - 60));
    expect((await sendAgain()).output).toEqual([]);
    await bench.clock.advance(1000 * 61);
    expect((await sendAgain()).output).toHaveLength(1);
  });
});

test('A static webhook delivers the same event to two Zaps when Zapier provides no Zap ID', async () => {
  bench.sandbox.zapier.includesZapId = false;
  for (const event of oneOfEach.filter(({ provider }) => !provider.subscriptions)) {
    const zaps = [await bench.live(event), await bench.live(event)];
    for (const live of zaps) expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
  }
});
