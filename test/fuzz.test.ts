import fc from 'fast-check';
import { objectOf } from '../sandbox/fuzz/arbitrary.ts';
import { bodyOf } from '../sandbox/fuzz/delivery.ts';
import { type Figures, type FuzzResult, fuzz } from '../sandbox/fuzz/run.ts';
import type { Event } from '../triggers/define-event.ts';
import { content, faultyApp, halted, hideMemory } from './helpers/faulty-app.ts';
import { type Bench, events, oneOfEach, openBench } from './helpers/sandbox.ts';

jest.setTimeout(120_000);

beforeAll(hideMemory);

/** `npm run fuzz` does many more, from another seed each time. */
const RUNS = 5;
const SEED = 20_260_101;

const runOn = async (bench: Bench, event: Event, runs: number): Promise<[FuzzResult, Figures]> => {
  const figures: Figures = { delivered: 0, refused: 0, passed: 0 };
  return [await fuzz(bench, event, { seed: SEED, runs, figures }), figures];
};

const named = events.map((event) => ({ key: event.key, event }));

describe('random bodies', () => {
  test.each(named)('$key: fit the schema where nothing drifts', ({ event }) => {
    const strict = objectOf(event.payload, { drifts: false, taken: [] }).map((body) =>
      JSON.parse(JSON.stringify(body)),
    );
    fc.assert(
      fc.property(strict, (body) => event.payload.safeParse(body).success),
      { numRuns: 50, seed: SEED },
    );
  });

  test.each(named)('$key: differ from each other, from the schema, and in how they are written', ({ event }) => {
    const bodies = fc.sample(bodyOf(event), { numRuns: 200, seed: SEED });
    expect(new Set(bodies).size).toBeGreaterThan(150);
    const parsed: unknown[] = bodies.map((body) => JSON.parse(body));
    expect(parsed.some((body) => !event.payload.safeParse(body).success)).toBe(true);
    expect(parsed.some((body) => Object.keys(Object(body)).some((key) => !(key in event.payload.shape)))).toBe(true);
    expect(bodies.some((body) => /^\s/.test(body))).toBe(true);
  });
});

describe('the app', () => {
  const bench = openBench();

  test.each(named)(
    '$key: delivers random bodies unchanged, and refuses them with anything changed',
    async ({ event }) => {
      const [result, { delivered, refused, passed }] = await runOn(bench, event, RUNS);
      expect(result).toEqual({ trigger: event.key, seed: SEED });
      expect([delivered, refused + passed]).toEqual([RUNS, RUNS]);
    },
  );
});

describe('an app that takes whatever comes', () => {
  const bench = openBench(faultyApp((request) => ({ ok: true, results: [content(request)] })));

  test.each(oneOfEach.map((event) => ({ key: event.key, event })))('$key is found out', async ({ event }) => {
    const [{ failure = 'none' }] = await runOn(bench, event, 100);
    expect(failure).toMatch(/^changed in its \w+, it was delivered/);
    const { targets, credentials } = bench.emulator(event);
    const secret = credentials[event.provider.secret.field] ?? targets[0]?.secret ?? 'none';
    expect(failure).not.toContain(secret);
  });
});

describe('an app that loses what looks odd', () => {
  const bench = openBench(faultyApp((text, asItIs) => (/^\s/.test(text) ? halted('No. (body_not_json)') : asItIs())));

  test('is found out', async () => {
    const [event] = events;
    if (!event) throw new Error('There are no events');
    const [{ failure = 'none' }] = await runOn(bench, event, 100);
    expect(failure).toMatch(
      /^as the provider sends it, it was body_not_json\n|^changed in its nothing, it was body_not_json\n/,
    );
  });
});

describe('an app that changes what it delivers', () => {
  const bench = openBench(
    faultyApp(async (_text, asItIs) => {
      const outcome = await asItIs();
      const [output] = outcome.ok && Array.isArray(outcome.results) ? outcome.results : [];
      return output ? { ok: true, results: [{ ...output, eventName: 'other' }] } : outcome;
    }),
  );

  test('is found out', async () => {
    const [event] = events;
    if (!event) throw new Error('There are no events');
    const [{ failure = 'none' }] = await runOn(bench, event, 100);
    expect(failure).toMatch(/it was delivered, but changed\n/);
  });
});
