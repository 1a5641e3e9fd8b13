import { missingKeys } from '../../sandbox/demo/shape.ts';
import { ANY_EVENT, payloadSample } from '../../triggers/define-event.ts';
import { driftsOf } from '../helpers/drift.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();
const MARKER = 'value-that-nobody-may-log';

describe.each(events.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  test('delivers what the provider documents, whole and unchanged', async () => {
    const wire = payloadSample(event);
    const run = await bench.send(event, await bench.live(event), JSON.stringify(wire));
    const [output = {}, ...more] = run.output;
    expect([run.error, more]).toEqual([undefined, []]);
    for (const [name, value] of Object.entries(wire)) expect(output[name]).toStrictEqual(value);
    expect(missingKeys(event.sample, output)).toEqual([]);
    expect(Object.keys(output).sort()).toEqual(Object.keys(event.sample).sort());
    expect(bench.printed).toEqual([]);
  });

  // Every field of one event of each provider, and some of all others: what handles them is the same.
  const drifts = driftsOf(event, MARKER);
  test.each(oneOfEach.includes(event) ? drifts : drifts.slice(0, 4))(
    'delivers a drifted payload: $name',
    async ({ body, field }) => {
      const run = await bench.send(event, await bench.live(event), JSON.stringify(body));
      expect(run.error).toBeUndefined();
      const [output = {}, ...more] = run.output;
      expect(more).toEqual([]);
      for (const [name, value] of Object.entries(body)) expect(output[name]).toStrictEqual(value);
      if (field)
        expect(bench.printed.join('\n')).toMatch(new RegExp(`^${event.key}: the payload differs .* at ${field}`));
      expect(bench.printed.join('\n')).not.toContain(MARKER);
    },
  );

  const others = events.filter(
    (other) => other.provider === event.provider && other.type !== event.type && other.type !== ANY_EVENT,
  );
  test(`ignores the provider’s ${others.length} other events, when it can see which they are`, async () => {
    for (const other of others) {
      const wire = payloadSample(other);
      const run = await bench.send(event, await bench.live(event), JSON.stringify(wire));
      expect(run.error).toBeUndefined();
      const isVisible = event.provider.eventType(wire, event.type) !== event.type;
      expect(run.output).toHaveLength(event.type === ANY_EVENT || !isVisible ? 1 : 0);
    }
  });

  test('comes through the handler once, and not again when it is sent again', async () => {
    const live = await bench.live(event);
    const request = bench.emulator(event).sign(live.target, typeOf(event), bodyOf(event));
    expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
    const again = await bench.deliver(live.zap, request);
    expect([again.output, again.error]).toEqual([[], undefined]);
  });
});
