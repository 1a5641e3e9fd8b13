import { asId, asPathId } from '../../schema/json.ts';
import { bodyOf, eventOf, openBench } from '../helpers/sandbox.ts';

const bench = openBench();

// Two IDs that a JSON parser rounds to the same number.
const ROUNDED = ['9007199254740992', '9007199254740993'];

test.each([asId, asPathId])('An integer above 2^53 is not an ID, its text is', (read) => {
  for (const text of ROUNDED) {
    expect(read(JSON.parse(text))).toBeUndefined();
    expect(read(text)).toBe(text);
  }
  expect(read(Number.MAX_SAFE_INTEGER)).toBe('9007199254740991');
  expect(read(-1)).toBe('-1');
});

test('Two events whose IDs are rounded to the same number are no duplicates', async () => {
  const event = eventOf('builtfirst_items_searched');
  const live = await bench.live(event);
  const counts: number[] = [];
  for (const id of ROUNDED) {
    const body = bodyOf(event, { id: 'ID' }).replace('"ID"', id);
    counts.push((await bench.send(event, live, body)).output.length);
  }
  expect(counts).toEqual([1, 1]);
});

test.each([
  ['buildr_contact_create', (id: string) => `{"id":${id},"url":null}`],
  ['firespring_event', (id: string) => `{"id":1,"payload":{"id":${id},"object":"message"}}`],
] as const)('%s: no record is read for a rounded ID', async (key, body) => {
  const event = eventOf(key);
  for (const id of [...ROUNDED, '1e21', '1e400']) {
    const live = await bench.live(event);
    const before = bench.emulator(event).calls.length;
    await bench.send(event, live, body(id));
    expect(bench.emulator(event).calls).toHaveLength(before);
  }
});
