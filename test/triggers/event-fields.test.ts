import { integrations } from '../../integrations.ts';
import { toOutputFields } from '../../schema/output-fields.ts';
import { endsOf, leavesOf } from '../helpers/schema-walk.ts';

const events = integrations.flatMap((integration) => integration.events);
/** Words that Title Case leaves small, but for the first. */
const SMALL = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|with)$/;

const isTitleCase = (label: string): boolean =>
  label.split(' ').every((word, index) => /^\(?[A-Z0-9]/.test(word) || (index > 0 && SMALL.test(word)));

test('there are events, each under a key of its own', () => {
  const keys = events.map(({ key }) => key);
  expect(keys.length).toBeGreaterThanOrEqual(12);
  expect(new Set(keys).size).toBe(keys.length);
});

test('Title Case is told from other cases', () => {
  for (const good of ['ID', 'Days in Stage', 'Total (Number)', 'Street, Line 2']) expect(isTitleCase(good)).toBe(true);
  for (const bad of ['', 'id', 'in Stage', 'Site ref', 'Site  Ref', 'Site Ref ']) expect(isTitleCase(bad)).toBe(false);
});

describe.each(events)('$key', ({ output, sample, payload }) => {
  const fields = toOutputFields(output);
  const ends = endsOf(output);

  test('has the output fields that its schema says, and no others', () => {
    expect(fields.length).toBeGreaterThan(0);
    expect(fields).toEqual(ends.filter(({ type }) => type !== 'open'));
  });

  test('has an output field for every leaf of its sample', () => {
    const open = ends.filter(({ type }) => type === 'open').map(({ key }) => `${key}__`);
    const named = leavesOf(sample).filter((key) => !open.some((start) => key.startsWith(start)));
    const keys = new Set(fields.map(({ key }) => key));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  test('has a sample that fits its schema', () => {
    expect(output.safeParse(sample).error?.issues ?? []).toEqual([]);
    expect(payload.safeParse(sample).error?.issues ?? []).toEqual([]);
  });

  test('labels each field in Title Case, and no two alike', () => {
    const labels = fields.map(({ label }) => label);
    expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });
});
