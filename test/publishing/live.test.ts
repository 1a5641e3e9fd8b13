import { missingKeys } from 'zapier-local';
import { bodyOf, events, openBench } from '../helpers/sandbox.ts';
import { brokenFields, type Field, outputFields } from './respects.ts';

const bench = openBench();

/** What Zapier checks: the newest run of a Zap, and the records of “Test trigger” in the editor. */
interface Seen {
  readonly fields: readonly Field[];
  readonly live: Readonly<Record<string, unknown>>;
  readonly polled: readonly Readonly<Record<string, unknown>>[];
}

const seen = new Map<string, Seen>();

beforeAll(async () => {
  const { connection } = bench;
  const { zapier } = bench.sandbox;
  for (const event of events) {
    const method = `triggers.${event.key}.operation.outputFields`;
    const response = await zapier.call(method, { inputData: {}, meta: {} }, connection);
    const on = await bench.live(event);
    const polled = await zapier.test(on.zap);
    const run = await bench.send(event, on, bodyOf(event));
    const [live = {}] = run.output;
    seen.set(event.key, { fields: outputFields.parse(response.ok ? response.results : response.error), live, polled });
  }
});

const seenOf = (key: string): Seen => {
  const found = seen.get(key);
  if (!found || Object.keys(found.live).length === 0) throw new Error(`${key} delivered nothing`);
  return found;
};

const EVENTS = events.map(({ key, sample }) => ({ key, sample }));

describe('T004: the sample has only keys of a live result', () => {
  test.each(EVENTS)('$key', ({ key, sample }) => expect(missingKeys(sample, seenOf(key).live)).toEqual([]));
});

describe('T005: a live result matches the output fields', () => {
  test.each(EVENTS)('$key', ({ key }) => {
    const { fields, live } = seenOf(key);
    expect(brokenFields(fields, live)).toEqual([]);
  });
});

describe('T006: a polled record has only keys of a live result', () => {
  test.each(EVENTS)('$key', ({ key }) => {
    const { polled, live } = seenOf(key);
    expect(polled.length).toBeGreaterThan(0);
    expect(polled.flatMap((record) => missingKeys(record, live))).toEqual([]);
  });
});

describe('Z001: a polled record matches the output fields', () => {
  test.each(EVENTS)('$key', ({ key }) => {
    const { fields, polled } = seenOf(key);
    expect(polled.flatMap((record) => brokenFields(fields, record))).toEqual([]);
  });
});

test('a missing key is found at any depth', () => {
  expect(missingKeys({ a: [{ b: 1 }] }, { a: [{ c: 1 }] })).toEqual(['a[].b']);
});
