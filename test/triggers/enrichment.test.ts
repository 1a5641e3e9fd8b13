import { missingKeys, type Run } from 'zapier-local';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { payloadSample } from '../../triggers/define-event.ts';
import { checksTime } from '../../verification/scheme.ts';
import { reasonOf } from '../helpers/runs.ts';
import { bodyOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

const bench = openBench();
const enriched = events.filter((event) => event.provider.enrich);
const examples = oneOfEach.filter((event) => enriched.includes(event));

/** Temporary failures, with the seconds until the retry. */
const TEMPORARY: readonly { name: string; fault: Fault; seconds: number }[] = [
  { name: 'a 429 with a delay', fault: { status: 429, headers: { 'X-Rate-Limited-For': '7' } }, seconds: 7 },
  {
    name: 'a 429 with a fraction of a second',
    fault: { status: 429, headers: { 'X-Rate-Limited-For': '2.2' } },
    seconds: 3,
  },
  { name: 'a 429 with an hour', fault: { status: 429, headers: { 'X-Rate-Limited-For': '3600' } }, seconds: 300 },
  { name: 'a 429 with Retry-After', fault: { status: 429, headers: { 'Retry-After': '42' } }, seconds: 42 },
  { name: 'a 429 with a date', fault: { status: 429, headers: { 'Retry-After': 'Sat, 21 Nov 2026' } }, seconds: 60 },
  { name: 'a 429 with a negative delay', fault: { status: 429, headers: { 'X-Rate-Limited-For': '-5' } }, seconds: 60 },
  { name: 'a 429 without a delay', fault: { status: 429 }, seconds: 60 },
  { name: 'a 500', fault: { status: 500 }, seconds: 60 },
  { name: 'a 503 with a page', fault: { status: 503, body: '<h1>Busy</h1>' }, seconds: 60 },
  { name: 'a page instead of JSON', fault: { status: 200, body: '<!doctype html><p>Sign in</p>' }, seconds: 60 },
  { name: 'an incomplete response', fault: { cutOff: true }, seconds: 60 },
];

/** Outputs that may differ only in the age of their record. */
const withAnyAge = ({ output }: Run) =>
  output.map((one) => ('record_age_seconds' in one ? { ...one, record_age_seconds: expect.any(Number) } : one));

const delayOf = (run: Run): unknown => JSON.parse(run.error?.message ?? '{}').delay;

describe.each(examples.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const { label } = event.provider;

  test.each(TEMPORARY)('Defers the delivery after $name, then delivers the record', async ({ fault, seconds }) => {
    const undisturbed = await bench.send(event, await bench.live(event), bodyOf(event));
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, fault, 1);
    const run = await bench.send(event, live, bodyOf(event));
    // A signed timestamp is valid for 300 s, of which 120 are reserved because Zapier may retry late.
    const longest = checksTime(event.provider.verifier.scheme) ? 180 : 300;
    expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
    expect(delayOf(run)).toBeLessThanOrEqual(Math.min(seconds, longest));
    expect(delayOf(run)).toBeGreaterThan(Math.min(seconds, longest) - 10);
    expect(run.error?.message).toContain(label);
    await bench.clock.advance(1000 * seconds);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
    expect(run.output).toEqual(withAnyAge(undisturbed));
  });

  test('Delivers at once if the timestamp would expire before the retry', async () => {
    if (!checksTime(event.provider.verifier.scheme)) return;
    const live = await bench.live(event);
    const emulator = bench.emulator(event);
    emulator.fault = failing('GET', /./, { status: 429 });
    const request = emulator.sign(live.target, event.type, bodyOf(event), { at: new Date(Date.now() - 245_000) });
    const run = await bench.deliver(live.zap, request);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
  });

  test.each(TEMPORARY)('Delivers without the record when the retry gets $name again', async ({ fault }) => {
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

  test.each([
    ['is unavailable', () => true],
    ['cannot store the deferral', (method: string) => method === 'zcache_set' && 'error'],
  ] as const)('Delivers at once without the record if the cache %s', async (_, failCache) => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, { status: 500 });
    bench.sandbox.zapier.services.failCache = failCache;
    const run = await bench.send(event, live, bodyOf(event));
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
  });

  test('Defers once if the cache cannot be read', async () => {
    const live = await bench.live(event);
    bench.emulator(event).fault = failing('GET', /./, { status: 500 });
    bench.sandbox.zapier.services.failCache = (method) => method === 'zcache_get' && 'error';
    const run = await bench.send(event, live, bodyOf(event));
    expect([run.error?.name, run.isOver]).toEqual(['ThrottledError', false]);
    await bench.clock.advance(60_000);
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 2, 1]);
  });

  test('Delivers an event once when the provider re-sends a deferred delivery', async () => {
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

  const isConfirmed = event.provider.key === 'firespring';
  const result = isConfirmed ? 'Refuses the delivery' : 'Delivers without the record';
  test.each([301, 302, 307, 400, 410, 422])(`${result} when the API answers %i`, async (status) => {
    const live = await bench.live(event);
    const headers = { location: `${bench.sandbox.zapier.url}/hooks/elsewhere` };
    bench.emulator(event).fault = failing('GET', /./, { status, headers });
    const run = await bench.send(event, live, bodyOf(event));
    if (isConfirmed) {
      expect([run.error?.name, reasonOf(run), run.calls]).toEqual(['HaltedError', 'record_not_found', 1]);
      return;
    }
    expect([run.error, run.calls, run.output.length]).toEqual([undefined, 1, 1]);
    expect(run.output[0]).toMatchObject(payloadSample(event));
  });
});

test.each(enriched.map((event) => ({ key: event.key, event })))(
  '$key delivers while the API is down',
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
