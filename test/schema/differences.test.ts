import { differencesOf } from '../../schema/differences.ts';
import {
  flagOrText,
  group,
  integer,
  list,
  nullable,
  open,
  optional,
  payload,
  text,
  values,
} from '../../schema/fields.ts';

const schema = payload({
  id: integer('ID'),
  note: optional(nullable(text('Note'))),
  mock: optional(flagOrText('Is Test')),
  owner: nullable(group('Owner', { name: text('Name') })),
  tags: optional(values('Tag')),
  lines: list('Line', { count: integer('Count'), parts: optional(list('Part', { size: integer('Size') })) }),
  traits: optional(open('Traits')),
});
const VALID = { id: 1, owner: { name: 'a' }, lines: [{ count: 1 }] };
const found = (value: unknown, most = 20) => differencesOf(schema, value, most);

test('A value that fits has no differences', () => {
  expect(found(VALID)).toEqual({ differing: [], unknown: [] });
  expect(found({ ...VALID, owner: null, note: null, mock: 'true', tags: ['x'], traits: { any: 1 } })).toEqual({
    differing: [],
    unknown: [],
  });
});

test.each([
  [{ id: 'x' }, ['id']],
  [{ id: undefined }, ['id']],
  [{ owner: 7 }, ['owner']],
  [{ owner: {} }, ['owner.name']],
  [{ owner: [] }, ['owner']],
  [{ lines: {} }, ['lines']],
  [{ lines: [{ count: 1 }, { count: 'x' }, null] }, ['lines.1.count', 'lines.2']],
  [{ lines: [{ count: 1, parts: [{ size: 'x' }] }] }, ['lines.0.parts.0.size']],
  [{ tags: ['a', 1] }, ['tags.1']],
  [{ mock: 1 }, ['mock']],
  [{ traits: [] }, ['traits']],
])('%j differs at %j, as for zod', (changes, differing) => {
  const value = { ...VALID, ...changes };
  expect(found(value).differing).toEqual(differing);
  const issues = schema.safeParse(value).error?.issues ?? [];
  expect(issues.map(({ path }) => path.map(String).join('.'))).toEqual(differing);
});

test('Unknown fields are named by their path, once for all items of a list, and never inside an open object', () => {
  const value = {
    ...VALID,
    extra: { secret: 'value' },
    owner: { name: 'a', age: 7 },
    lines: [
      { count: 1, a: 1 },
      { count: 1, a: 2, parts: [{ size: 1, b: 1 }] },
    ],
    traits: { anything: 1 },
  };
  expect(found(value)).toEqual({ differing: [], unknown: ['owner.age', 'lines[].a', 'lines[].parts[].b', 'extra'] });
});

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
  'A field %s is an ordinary unknown field',
  (key) => {
    const value: unknown = JSON.parse(`{"id":1,"owner":null,"lines":[],"${key}":1}`);
    expect(found(value)).toEqual({ differing: [], unknown: [key] });
  },
);

test.each([null, 7, 'text', []])('%j differs as a whole', (value) => {
  expect(found(value)).toEqual({ differing: [''], unknown: [] });
});

test('At most some paths of each kind are returned', () => {
  const lines = Array.from({ length: 50 }, (_, index) => ({ count: 'x', [`field${index}`]: 1 }));
  const { differing, unknown } = found({ ...VALID, lines }, 20);
  expect([differing.length, unknown.length]).toEqual([20, 20]);
});

test('A million differences take neither much time nor much memory', () => {
  const lines = Array.from({ length: 1_000_000 }, () => ({}));
  const before = process.memoryUsage().heapUsed;
  const started = performance.now();
  expect(found({ ...VALID, lines }).differing).toHaveLength(20);
  // zod takes 20 s and 1.7 GB.
  expect(performance.now() - started).toBeLessThan(5000);
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(200_000_000);
});
