import { missingKeys } from '../../sandbox/demo/shape.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import type { Run } from '../../sandbox/zapier/zaps.ts';
import { payloadSample } from '../../triggers/define-event.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const enriched = events.filter((event) => event.provider.enrich);
const examples = oneOfEach.filter((event) => enriched.includes(event));

/** Ways to fail that pass, with the seconds that the app should wait for. */
const PASSING: readonly { name: string; fault: Fault; seconds: number }[] = [
  { name: '429 and how long', fault: { status: 429, headers: { 'X-Rate-Limited-For': '7' } }, seconds: 7 },
  { name: '429 and a fraction', fault: { status: 429, headers: { 'X-Rate-Limited-For': '2.2' } }, seconds: 3 },
  { name: '429 and an hour', fault: { status: 429, headers: { 'X-Rate-Limited-For': '3600' } }, seconds: 300 },
  { name: '429 with Retry-After', fault: { status: 429, headers: { 'Retry-After': '42' } }, seconds: 42 },
  { name: '429 and a date', fault: { status: 429, headers: { 'Retry-After': 'Sat, 21 Nov 2026' } }, seconds: 60 },
  { name: '429 and nonsense', fault: { status: 429, headers: { 'X-Rate-Limited-For': '-5' } }, seconds: 60 },
  { name: '429 alone', fault: { status: 429 }, seconds: 60 },
  { name: '500', fault: { status: 500 }, seconds: 60 },
  { name: '503 as a page', fault: { status: 503, body: '<h1>Busy</h1>' }, seconds: 60 },
  { name: 'a page in place of JSON', fault: { status: 200, body: '<!doctype html><p>Sign in</p>' }, seconds: 60 },
  { name: 'a cut-off answer', fault: { cutOff: true }, seconds: 60 },
];

const delayOf = (run: Run): unknown => JSON.parse(run.error?.message ?? '{}').delay;

describe.each(examples.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const { label } = event.provider;

  test.each(PASSING)('waits as long as it is asked to after $name, then delivers whole', async ({ fault, seconds }) => {
    const whole = await bench.send(event, await bench.live(event), bodyOf(event));
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, fault, 1);
    const run = await bench.send(event, live, bodyOf(event));
    // A signed time is good for 300 s, of which 120 are kept for Zapier to be late.
    const longest = event.provider.verifier.checksTime ? 180 : 300;
    expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
    expect(delayOf(run)).toBeLessThanOrEqual(Math.min(seconds, longest));
    expect(delayOf(run)).toBeGreaterThan(Math.min(seconds, longest) - 10);
    expect(run.error?.message).toContain(label);
    await bench.clock.advance(1000 * seconds);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
    expect(run.output).toEqual(whole.output);
  });

  test('is delivered at once when it would be too old for a second try', async () => {
    if (!event.provider.verifier.checksTime) return;
    const live = await bench.live(event);
    const emulator = bench.emulator(event);
    emulator.fault = failing('GET', /./, { status: 429 });
    const request = emulator.sign(live.target, event.type, bodyOf(event), { at: new Date(Date.now() - 245_000) });
    const run = await bench.deliver(live.zap, request);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
  });

  test.each(PASSING)('delivers without the record when $name goes on', async ({ fault }) => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, fault);
    const run = await bench.send(event, live, bodyOf(event));
    await bench.clock.advance(300_000);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
    expect(Object.keys(run.output[0] ?? {}).sort()).toEqual(Object.keys(event.sample).sort());
    expect(Object.values(run.output[0] ?? {})).toContainEqual({});
    expect(bench.clock.pending()).toBe(0);
  });

  test('does not wait when the cache could not remember that it did', async () => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, { status: 500 });
    bench.sandbox.zapier.services.failCache = () => true;
    const run = await bench.send(event, live, bodyOf(event));
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
  });

  test('does not wait when the cache could not say whether it waited before', async () => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, { status: 500 });
    let asked = 0;
    bench.sandbox.zapier.services.failCache = () => {
      asked += 1;
      return asked === 1 && 'error';
    };
    const run = await bench.send(event, live, bodyOf(event));
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
    expect(asked).toBeGreaterThan(1);
  });

  test('is delivered once when the provider sends again while Zapier waits', async () => {
    const live = await bench.live(event);
    const id = 'msg_again';
    const request = bench.emulator(event).sign(live.target, event.type, bodyOf(event), { id });
    bench.emulator(event).fault = failing('GET', /./, { status: 500 }, 1);
    const first = await bench.deliver(live.zap, request);
    const second = await bench.deliver(live.zap, request);
    await bench.clock.advance(60_000);
    expect([...first.output, ...second.output]).toHaveLength(1);
    expect(missingKeys(event.sample, [...first.output, ...second.output][0])).toEqual([]);
  });

  test.each([301, 302, 307, 400, 410, 422])('delivers without the record when the API answers %i', async (status) => {
    const live = await bench.live(event);
    const headers = { location: `${bench.sandbox.zapier.url}/hooks/elsewhere` };
    bench.emulator(event).fault = failing('GET', /./, { status, headers });
    const run = await bench.send(event, live, bodyOf(event));
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
  });
});

test.each(enriched.map((event) => ({ key: event.key, event })))(
  '$key survives an API that is down',
  async ({ event }) => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, { status: 502 });
    const run = await bench.send(event, live, bodyOf(event));
    expect(run.error?.name).toBe('ThrottledError');
    await bench.clock.advance(60_000);
    expect([run.error, run.output.length]).toEqual([undefined, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
  },
);
