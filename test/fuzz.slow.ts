import fc from 'fast-check';
import { objectOf } from '../sandbox/fuzz/arbitrary.ts';
import { randomBody } from '../sandbox/fuzz/delivery.ts';
import { type Counts, type FuzzResult, fuzz } from '../sandbox/fuzz/run.ts';
import { firstSubjects, type Subject, subjectsOf } from '../sandbox/subjects.ts';
import { content, faultyApp, halted } from './helpers/faulty-app.ts';
import { type Bench, events, oneOfEach, openBench } from './helpers/sandbox.ts';

/** `npm run fuzz` sends many more, with another seed each time. */
const RUNS = 3;
const SEED = 20_260_101;

const run = async (bench: Bench, subject: Subject | undefined, runs: number): Promise<FuzzResult & Counts> => {
  if (!subject) throw new Error('There are no events');
  const counts: Counts = { delivered: 0, refused: 0, accepted: 0 };
  return { ...(await fuzz(bench, subject, { seed: SEED, runs, counts })), ...counts };
};

const subjects = subjectsOf(events);
const withSchema = subjects.filter(({ event }) => !event.provider.choice);

describe('random bodies', () => {
  test.each(withSchema)('$key: match the schema unless they drift', ({ event }) => {
    const strict = objectOf(event.payload, { drifts: false, reserved: [] }).map((body) =>
      JSON.parse(JSON.stringify(body)),
    );
    fc.assert(
      fc.property(strict, (body) => event.payload.safeParse(body).success),
      { numRuns: 50, seed: SEED },
    );
  });

  test.each(withSchema)('$key: differ from each other, from the schema and in their white space', ({ event }) => {
    const bodies = fc.sample(randomBody(event), { numRuns: 200, seed: SEED });
    expect(new Set(bodies).size).toBeGreaterThan(150);
    const parsed: unknown[] = bodies.map((body) => JSON.parse(body));
    expect(parsed.some((body) => !event.payload.safeParse(body).success)).toBe(true);
    expect(parsed.some((body) => Object.keys(Object(body)).some((key) => !(key in event.payload.shape)))).toBe(true);
    expect(bodies.some((body) => /^\s/.test(body))).toBe(true);
  });
});

describe('the app', () => {
  const bench = openBench();

  test.each(subjects)('$key: delivers random bodies unchanged and refuses changed requests', async (subject) => {
    const { failure, delivered, refused, accepted } = await run(bench, subject, RUNS);
    expect([failure, delivered, refused + accepted]).toEqual([undefined, RUNS, RUNS]);
  });
});

describe('an app that accepts everything', () => {
  const bench = openBench(faultyApp((text) => ({ ok: true, results: [content(text)] })));

  test.each(firstSubjects(oneOfEach))('$key fails', async (subject) => {
    const { event } = subject;
    const { failure = '' } = await run(bench, subject, 100);
    expect(failure).toContain(', the outcome was delivered');
    const { targets, credentials } = bench.emulator(event);
    const secret = credentials[event.provider.secret.field] ?? targets[0]?.secret ?? 'none';
    expect(failure).not.toContain(secret);
  });
});

describe('an app that loses bodies with leading white space', () => {
  const bench = openBench(faultyApp((text, receive) => (/^\s/.test(text) ? halted('No. (body_not_json)') : receive())));

  test('fails', async () => {
    const { failure } = await run(bench, subjects[0], 100);
    expect(failure).toContain(', the outcome was body_not_json\n');
  });
});

describe('an app that changes what it delivers', () => {
  const bench = openBench(
    faultyApp(async (_text, receive) => {
      const outcome = await receive();
      const [output] = outcome.ok && Array.isArray(outcome.results) ? outcome.results : [];
      return output ? { ok: true, results: [{ ...output, eventName: 'other' }] } : outcome;
    }),
  );

  test('fails', async () => {
    const { failure } = await run(bench, subjects[0], 100);
    expect(failure).toContain(', the outcome was delivered, but changed\n');
  });
});
