import { bodySample } from '../../sandbox/event-body.ts';
import { isTooDeep } from '../../verification/depth.ts';
import { type ApiServer, appWith, startApiServer } from '../helpers/api-server.ts';
import { eventOf, events, oneOfEach, openBench } from '../helpers/sandbox.ts';

let api: ApiServer;
beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.close());
const bench = openBench(appWith(() => api.url));

const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const arrays = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

describe.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key', ({ event }) => {
  const bodyWith = (nested: string): string => {
    return `${JSON.stringify(bodySample(event)).slice(0, -1)},"extra":${nested}}`;
  };

  test('A body of 900 levels is delivered', async () => {
    api.answer = { status: 403, body: '{}' };
    const run = await bench.send(event, await bench.live(event), bodyWith(objects(900)));
    // Firespring refuses a message that its API does not show.
    expect(run.error?.name).toBe(event.key === 'firespring_event' ? 'HaltedError' : undefined);
    if (run.error) expect(run.error.message).not.toContain('body_too_deep');
    else expect(run.output).toHaveLength(1);
  });

  test.each([1100, 5000, 100_000])('A body of %d levels is halted and not claimed', async (levels) => {
    const calls: string[] = [];
    bench.sandbox.zapier.services.onCache = ({ method }) => void calls.push(method);
    for (const nested of [objects(levels), arrays(levels)]) {
      const { error, output } = await bench.send(event, await bench.live(event), bodyWith(nested));
      expect([error?.name, output]).toEqual(['HaltedError', []]);
      expect(error?.message).toContain('(body_too_deep)');
    }
    expect(calls).toEqual([]);
  });
});

describe('core', () => {
  test('passes on a body of 1,000 levels together with a record of 1,000 levels', async () => {
    const event = eventOf('firespring_event');
    api.answer = { status: 200, body: `{"id":51,"deep":${objects(999)}}` };
    const body = `{"event_type":"x","payload":{"id":51,"object":"message"},"extra":${arrays(999)}}`;
    const { error, output } = await bench.send(event, await bench.live(event), body);
    expect(error).toBeUndefined();
    expect(output[0]).toMatchObject({ confirmed: true, record: { id: 51 } });
    expect(isTooDeep(output[0]?.['extra'])).toBe(false);
    expect(isTooDeep({ ...output[0] })).toBe(true);
  });
});

describe('a record of the API', () => {
  const named = events.filter(({ provider }) => provider.enrich).map((event) => ({ key: event.key, event }));
  test.each(named)('$key: is left out if it is nested too deeply', async ({ event }) => {
    for (const levels of [1100, 5000, 100_000]) {
      api.answer = { status: 200, body: `{"id":51,"deep":${objects(levels)}}` };
      const run = await bench.send(event, await bench.live(event), JSON.stringify({ ...bodySample(event), id: 51 }));
      if (!run.isOver) await bench.clock.advance(301_000);
      expect([run.isOver, run.error, run.output.length]).toEqual([true, undefined, 1]);
      expect(JSON.stringify(run.output)).not.toContain('"deep"');
    }
  });
});
