import { missingKeys } from 'zapier-local';
import { bodySample } from '../../sandbox/event-body.ts';
import { ANY_EVENT, payloadSample } from '../../triggers/define-event.ts';
import { contentOf } from '../helpers/contents.ts';
import { driftsOf } from '../helpers/drift.ts';
import { reasonOf } from '../helpers/runs.ts';
import { bodyOf, events, oneOfEach, openBench, typeOf } from '../helpers/sandbox.ts';

const bench = openBench();
/** A value that must not be logged. */
const MARKER = 'private-value';

describe.each(events.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  test('Delivers the documented payload unchanged', async () => {
    const run = await bench.send(event, await bench.live(event), bodyOf(event));
    const [output = {}, ...more] = run.output;
    expect([run.error, more]).toEqual([undefined, []]);
    const content = contentOf(event, output);
    for (const [name, value] of Object.entries(bodySample(event))) expect(content[name]).toStrictEqual(value);
    expect(missingKeys(event.sample, output)).toEqual([]);
    expect(Object.keys(output).sort()).toEqual(Object.keys(event.sample).sort());
    expect(bench.printed).toEqual([]);
  });

  // All fields of one event of each provider, and some of the other events: the same code handles them.
  const drifts = driftsOf(event, MARKER);
  test.each(oneOfEach.includes(event) ? drifts : drifts.slice(0, 4))(
    'Delivers a payload that differs from the documents: $name',
    async ({ name: drift, body, field }) => {
      const run = await bench.send(event, await bench.live(event), JSON.stringify(body));
      // A message that cannot be looked up is refused.
      if (event.key === 'firespring_event' && drift === 'payload.id with another type') {
        expect([run.error?.name, reasonOf(run)]).toEqual(['HaltedError', 'record_not_found']);
        return;
      }
      expect(run.error).toBeUndefined();
      const [output = {}, ...more] = run.output;
      expect(more).toEqual([]);
      const content = contentOf(event, output);
      for (const [name, value] of Object.entries(body)) expect(content[name]).toStrictEqual(value);
      const logged = bench.printed.join('\n');
      if (field) expect(logged).toContain(`${event.key}: the payload differs from its schema at ${field}`);
      const unknown = `${event.key}: unknown fields ${MARKER}`;
      expect(logged.includes(unknown)).toBe(drift === 'undocumented fields' && !event.provider.choice);
      // The path of an unknown field is logged, but no value.
      expect(logged.replace(unknown, '')).not.toContain(MARKER);
    },
  );

  const others = events.filter(
    (other) => other.provider === event.provider && other.type !== event.type && other.type !== ANY_EVENT,
  );
  test(`Ignores the provider’s ${others.length} other events where the body names the type`, async () => {
    for (const other of others) {
      const payload = payloadSample(other);
      const run = await bench.send(event, await bench.live(event), JSON.stringify(payload));
      // Buildr's API does not have the other event's record, and is asked twice.
      await bench.clock.advance(60_000);
      expect(run.error).toBeUndefined();
      const isVisible = event.provider.eventType(payload, event.type) !== event.type;
      expect(run.output).toHaveLength(event.type === ANY_EVENT || !isVisible ? 1 : 0);
    }
  });

  test('Delivers an event once when it is re-sent', async () => {
    const live = await bench.live(event);
    const request = bench.emulator(event).sign(live.target, typeOf(event), bodyOf(event));
    expect((await bench.deliver(live.zap, request)).output).toHaveLength(1);
    const again = await bench.deliver(live.zap, request);
    expect([again.output, again.error]).toEqual([[], undefined]);
  });
});
