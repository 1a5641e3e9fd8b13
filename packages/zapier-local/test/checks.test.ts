import { type CheckResult, checkResults, type TriggerResults } from '../src/index.ts';

const FIELDS = [
  { key: 'id', type: 'integer', required: true },
  { key: 'total', type: 'number' },
];
const RIGHT: TriggerResults = {
  isPolling: false,
  sample: { id: 1, total: 9.5 },
  outputFields: FIELDS,
  listed: [{ id: 2, total: 3 }],
  delivered: [{ id: 3, total: 4, note: 'x' }],
};

const statusesOf = (results: readonly CheckResult[]) =>
  Object.fromEntries(results.map(({ code, status }) => [code, status]));
const messagesOf = (code: string, results: Partial<TriggerResults>) =>
  checkResults({ ...RIGHT, ...results }).find((result) => result.code === code)?.messages;

test('results that agree pass every check', () => {
  expect(statusesOf(checkResults(RIGHT))).toEqual({
    D012: 'passed',
    D024: 'passed',
    T004: 'passed',
    T005: 'passed',
    T006: 'passed',
    Z001: 'passed',
  });
});

test('each result counts, and what they have in common is reported once', () => {
  const delivered = [{ id: 1, total: 2 }, { id: 'x' }, { id: 'x', total: 3 }];
  expect(messagesOf('T004', { delivered })).toEqual(['total is in the sample, but not in every live result.']);
  expect(messagesOf('T005', { delivered })).toEqual(['A live result: id is not of type integer: string "x".']);
  const listed = [{ id: 1 }, { id: 2, a: 1, b: { c: 2 } }];
  expect(messagesOf('T006', { listed, delivered: [{ id: 1, b: {} }] })).toEqual([
    'a, b.c are in what performList returned, but not in every live result.',
  ]);
});

test('a polling trigger has no checks of performList: what it lists is live', () => {
  const results = { ...RIGHT, isPolling: true, listed: [{ id: '2' }], delivered: [] };
  expect(checkResults(results)).toEqual([
    { code: 'D012', status: 'passed', messages: [] },
    { code: 'D024', status: 'passed', messages: [] },
    { code: 'T004', status: 'failed', messages: ['total is in the sample, but not in every live result.'] },
    { code: 'T005', status: 'failed', messages: ['A live result: id is not of type integer: string "2".'] },
  ]);
});

test('checks without results are skipped, and say why', () => {
  const results = checkResults({ isPolling: false, outputFields: [], listed: undefined, delivered: [] });
  expect(results.map(({ code, status, messages }) => [code, status, ...messages])).toEqual([
    ['D012', 'failed', 'The trigger has no sample. Zapier shows it when a test finds nothing.'],
    ['D024', 'skipped', 'The trigger has no sample.'],
    ['T004', 'skipped', 'No delivery started a Zap. Add --deliver FILE.'],
    ['T005', 'skipped', 'No delivery started a Zap. Add --deliver FILE.'],
    ['T006', 'skipped', 'The trigger listed no items.'],
    ['Z001', 'skipped', 'The trigger listed no items.'],
  ]);
});

// The examples of https://docs.zapier.com/platform/publish/integration-checks-reference
describe('Zapier’s own examples', () => {
  const sample = { id: 1, email: 'john@example.com' };
  const live = { id: 2, name: 'Alice' };
  const fields = [
    { key: 'id', type: 'integer' },
    { key: 'email', type: 'string', required: true },
  ];

  test('T004 and T006: keys that the live result does not have', () => {
    const results = { sample, listed: [sample], delivered: [live], outputFields: [] };
    expect(messagesOf('T004', results)).toEqual(['email is in the sample, but not in every live result.']);
    expect(messagesOf('T006', results)).toEqual([
      'email is in what performList returned, but not in every live result.',
    ]);
    const more = { id: 2, name: 'Alice', email: 'alice@example.com' };
    expect(messagesOf('T004', { ...results, delivered: [more] })).toEqual([]);
  });

  test.each([
    ['D024', 'The sample', { sample: { id: '1' } }],
    ['T005', 'A live result', { delivered: [{ id: '1' }] }],
    ['Z001', 'What performList returned', { listed: [{ id: '1' }] }],
  ])('%s: a value of another type, and a required field that is missing', (code, name, results) => {
    expect(messagesOf(code, { outputFields: fields, ...results })).toEqual([
      `${name}: id is not of type integer: string "1".`,
      `${name}: email is required and missing.`,
    ]);
  });
});

describe('output fields', () => {
  const brokenWith = (field: object, item: object) =>
    messagesOf('T005', { outputFields: [{ key: 'x', ...field }], delivered: [{ ...item }] });

  test.each([
    ['string', 'a', 1],
    ['number', 1.5, '1.5'],
    ['integer', 1, 1.5],
    ['boolean', false, 'false'],
    ['datetime', '2023-08-01', '01 Aug 2023'],
    ['datetime', '2023-08-01T06:50:30-0500', '2023-08-01T06:50:30'],
    ['datetime', '2023-09-15T09:59:59.123Z', 1_694_771_999],
    ['datetime', '2023-09-15T09:59+02:00', '2023-13-45'],
  ])('%s accepts %p and not %p', (type, right, wrong) => {
    expect(brokenWith({ type }, { x: right })).toEqual([]);
    expect(brokenWith({ type }, { x: wrong })).toHaveLength(1);
  });

  test('a field without a type accepts every value, and null has every type', () => {
    expect(brokenWith({}, { x: { y: 1 } })).toEqual([]);
    expect(brokenWith({ type: 'file' }, { x: { filename: 'a' } })).toEqual([]);
    expect(brokenWith({ type: 'integer' }, { x: null })).toEqual([]);
    expect(brokenWith({ required: true }, { x: null })).toEqual(['A live result: x is required and missing.']);
  });

  test('a key can be a path, and a list has values of one type', () => {
    const check = (key: string, item: object) =>
      messagesOf('T005', { outputFields: [{ key, type: 'integer' }], delivered: [{ ...item }] });
    expect(check('a__b', { a: { b: 'x' } })).toHaveLength(1);
    expect(check('a__b', { a__b: 1 })).toEqual([]);
    expect(check('a[]b', { a: [{ b: 1 }, { b: 'x' }] })).toHaveLength(1);
    expect(check('a__b', { a: [{ b: 'x' }] })).toHaveLength(1);
    expect(brokenWith({ type: 'integer', list: true }, { x: [1, 2] })).toEqual([]);
    expect(brokenWith({ type: 'integer', list: true }, { x: [1, '2'] })).toHaveLength(1);
  });

  test('children are checked in each item', () => {
    const children = [{ key: 'sku', type: 'string', required: true }];
    expect(brokenWith({ children }, { x: [{ sku: 'a' }, { sku: 1 }, {}] })).toEqual([
      'A live result: x.sku is not of type string: number.',
      'A live result: x.sku is required and missing.',
    ]);
  });

  test('their samples are part of the sample', () => {
    const outputFields = [{ key: 'email', type: 'string', required: true, sample: 'a@example.com' }];
    expect(messagesOf('D024', { sample: { id: 1 }, outputFields })).toEqual([]);
    expect(messagesOf('T004', { sample: { id: 1 }, outputFields, delivered: [{ id: 1 }] })).toEqual([
      'email is in the sample, but not in every live result.',
    ]);
  });
});
