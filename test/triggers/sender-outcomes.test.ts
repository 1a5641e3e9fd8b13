import fc from 'fast-check';
import type { Run } from 'zapier-local';
import { payloadSample } from '../../triggers/define-event.ts';
import { type ApiAnswer, type ApiServer, appWith, startApiServer } from '../helpers/api-server.ts';
import { events, type Live, openBench } from '../helpers/sandbox.ts';
import { shortTimeouts } from '../helpers/short-timeouts.ts';

const SEED = 20_260_211;
/** A trigger for each way of reading a record; the others share their code. */
const READING = new Set(['buildr_contact_create', 'buildr_opportunity_create', 'firespring_event']);
let api: ApiServer;

beforeAll(async () => {
  api = await startApiServer();
});
afterAll(() => api.close());

const bench = openBench(appWith(() => api.url));

const deep = (levels: number, leaf = '1'): string => `${'{"a":'.repeat(levels)}${leaf}${'}'.repeat(levels)}`;
const deepArray = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

/** Values that code may trip over, as JSON. */
const oddJson = fc.constantFrom(
  'null',
  '0',
  '-1',
  '5.5',
  '1e21',
  '9007199254740993',
  '""',
  '"../51"',
  '"52 "',
  '"\\ud800"',
  '{}',
  '{"__proto__":{"id":1}}',
  '{"toString":1,"constructor":null,"length":-1,"then":"x","toJSON":2}',
  '[]',
  '[52]',
  '[[{"id":[]}]]',
  '{"id":52,"object":"message"}',
  '{"id":51,"object":"order"}',
  '{"id":"051","object":"message"}',
  deep(900),
  deep(1100),
  deepArray(5000),
);

/** The text of a body: the documented one with a few fields replaced or added, or any other text. */
const bodyText = (sample: Readonly<Record<string, unknown>>): fc.Arbitrary<string> => {
  const added = ['id', 'payload', 'object', '__proto__', 'constructor', 'record__id', 'record', 'event', 'mock'];
  const key = fc.constantFrom(...Object.keys(sample), ...added);
  const changed = fc.array(fc.tuple(key, fc.oneof(oddJson, fc.json())), { maxLength: 3 }).map((changes) => {
    const fields = new Map([...Object.entries(sample)].map(([name, value]) => [name, JSON.stringify(value)]));
    for (const [name, json] of changes) fields.set(name, json);
    return `{${[...fields].map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
  });
  const other = fc.oneof(
    oddJson,
    fc.string(),
    fc.constantFrom('', '\ufeff{}', 'a=b', deep(100_000), deepArray(100_000)),
  );
  return fc.oneof({ arbitrary: changed, weight: 5 }, { arbitrary: other, weight: 1 });
};

const HUGE = Buffer.from(`{"id":51,"contact":{"id":"${'x'.repeat(6_000_000)}"}}`);

const apiAnswer: fc.Arbitrary<ApiAnswer> = fc.record({
  status: fc.oneof(
    fc.constant(200),
    fc.constantFrom(201, 204, 205, 301, 302, 304, 400, 401, 403, 404, 410, 422, 429, 500, 503),
    fc.integer({ min: 200, max: 599 }),
  ),
  body: fc.oneof(
    oddJson,
    fc.json(),
    fc.constantFrom<string | Buffer>('', '<html>', '{"id":', '{"id":51,"object":"message","date_created":7}', HUGE),
    fc.constantFrom('{"error":"rate_limit_exceeded","bucket":"x"}', '{"contact":[],"item":null}', deep(100_000)),
  ),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'content-type': 'text/html' },
    { 'content-encoding': 'gzip' },
    { 'retry-after': '-5' },
    { 'x-rate-limited-for': '1e9' },
    { location: 'http://127.0.0.1:1/' },
  ),
});

/** Silence takes 50 ms each time, so it is rare. */
const answers = fc.tuple(apiAnswer, fc.integer({ min: 0, max: 14 })).map(([answer, dice]) => ({
  ...answer,
  isSilent: dice === 0,
}));

const outcomeOf = ({ error, output }: Run): string => error?.name ?? (output.length <= 1 ? 'passed' : 'twice');

/** Waits for a run that is deferred, and says how it ended. */
const ending = async (run: Run): Promise<string> => {
  if (!run.isOver) await bench.clock.advance(301_000);
  return run.isOver ? outcomeOf(run) : 'never over';
};

const named = events.map((event) => ({ key: event.key, event }));

test.each(named)(
  '$key: no body that is correctly signed, and no response of the API, ends in an error of the Zap',
  async ({ event }) => {
    const sample = payloadSample(event);
    let live: Live | undefined;
    const property = fc.asyncProperty(bodyText(sample), answers, async (body, answer) => {
      // A new Zap, so that no body is a duplicate of another.
      live = await bench.live(event);
      api.answer = answer;
      const restore = answer.isSilent ? shortTimeouts(10_000) : () => undefined;
      const run = await bench.send(event, live, body);
      expect(['HaltedError', 'passed']).toContain(await ending(run));
      restore();
    });
    await fc.assert(property, { seed: SEED, numRuns: READING.has(event.key) ? 25 : 4, endOnFailure: true });
    expect(live).toBeDefined();
  },
);

test.each(named)('$key: an ID that is no plain value does not fail a developer’s Zap', async ({ event }) => {
  api.answer = { status: 404, body: '{}' };
  for (const id of [{}, { deep: [1] }, [], [52]]) {
    const run = await bench.send(event, await bench.live(event), JSON.stringify({ ...payloadSample(event), id }));
    expect(['HaltedError', 'passed']).toContain(await ending(run));
  }
});

test.each([401, 403])('A record that the API key may not read (%d) does not fail the Zap', async (status) => {
  for (const { event } of named) {
    api.answer = { status, body: '{}' };
    const body = JSON.stringify({ ...payloadSample(event), id: 51 });
    const run = await bench.send(event, await bench.live(event), body);
    expect([event.key, await ending(run)]).toEqual([
      event.key,
      event.key === 'firespring_event' ? 'HaltedError' : 'passed',
    ]);
  }
});
