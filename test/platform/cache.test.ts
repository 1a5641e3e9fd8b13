import { bodyOf, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();

/** Answered at once; otherwise core tries three times before it gives up. */
const ERROR = 'error';
const FAILURES = [
  { name: 'everything', fails: () => true },
  { name: 'only what sets', fails: (method: string) => method === 'zcache_set' && ERROR },
  { name: 'only what reads', fails: (method: string) => method === 'zcache_get' && ERROR },
];

describe.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key, when the cache fails', ({ event }) => {
  test.each(FAILURES)('in $name, still delivers', async ({ fails }) => {
    bench.sandbox.zapier.services.failCache = fails;
    const run = await bench.send(event, await bench.live(event), bodyOf(event));
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
  });

  test('on a delivery that comes again, lets it through rather than lose it', async () => {
    const live = await bench.live(event);
    const request = bench.emulator(event).sign(live.target, typeOf(event), bodyOf(event));
    await bench.deliver(live.zap, request);
    bench.sandbox.zapier.services.failCache = () => ERROR;
    expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
    bench.sandbox.zapier.services.failCache = () => false;
    expect((await bench.deliver(live.zap, request)).output).toEqual([]);
  });
});

test('two Zaps of one connection do not take each other’s deliveries', async () => {
  for (const event of oneOfEach) {
    const zaps = [await bench.live(event), await bench.live(event)];
    for (const live of zaps) expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
  }
});

test('without anything that tells Zaps apart, a static webhook takes no delivery for another Zap’s', async () => {
  const { zapier } = bench.sandbox;
  zapier.tellsZap = false;
  for (const event of oneOfEach.filter(({ provider }) => !provider.subscriptions)) {
    const zaps = [await bench.live(event), await bench.live(event)];
    for (const live of zaps) expect((await bench.send(event, live, bodyOf(event))).output).toHaveLength(1);
  }
  zapier.tellsZap = true;
});

test('a repeat is remembered as long as the provider may send it again, and no longer', async () => {
  for (const event of oneOfEach) {
    const live = await bench.live(event);
    const { sign } = bench.emulator(event);
    const id = 'msg_0123456789abcdef';
    const again = () => bench.deliver(live.zap, sign(live.target, typeOf(event), bodyOf(event), { id }));
    expect((await again()).output).toHaveLength(1);
    await bench.clock.advance(1000 * (event.provider.deduplicationWindow - 60));
    expect((await again()).output).toHaveLength(0);
    await bench.clock.advance(1000 * 61);
    expect((await again()).output).toHaveLength(1);
  }
});
