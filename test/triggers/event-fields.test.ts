import { integrations } from '../../integrations.ts';
import { toOutputFields } from '../../schema/output-fields.ts';
import { leavesOf, schemaLeaves } from '../helpers/schema-walk.ts';

const events = integrations.flatMap((integration) => integration.events);
/** Words that are not capitalized in Title Case, except as the first word. */
const SMALL = /^(a|an|and|as|at|by|for|from|in|of|on|or|per|the|to|with)$/;

const isTitleCase = (label: string): boolean =>
  label.split(' ').every((word, index) => /^\(?[A-Z0-9]/.test(word) || (index > 0 && SMALL.test(word)));

test('Every event has a different key', () => {
  const keys = events.map(({ key }) => key);
  expect(keys.length).toBeGreaterThanOrEqual(12);
  expect(new Set(keys).size).toBe(keys.length);
});

test('isTitleCase recognizes Title Case', () => {
  for (const good of ['ID', 'Days in Stage', 'Total (Number)', 'Street, Line 2']) expect(isTitleCase(good)).toBe(true);
  for (const bad of ['', 'id', 'in Stage', 'Site ref', 'Site  Ref', 'Site Ref ']) expect(isTitleCase(bad)).toBe(false);
});

describe.each(events)('$key', ({ output, sample, payload }) => {
  const fields = toOutputFields(output);
  const leaves = schemaLeaves(output);

  test('The output fields are the leaves of the schema', () => {
    expect(fields.length).toBeGreaterThan(0);
    expect(fields).toEqual(leaves.filter(({ type }) => type !== 'open'));
  });

  test('Every leaf of the sample has an output field', () => {
    const open = leaves.filter(({ type }) => type === 'open').map(({ key }) => `${key}__`);
    const named = leavesOf(sample).filter((key) => !open.some((start) => key.startsWith(start)));
    const keys = new Set(fields.map(({ key }) => key));
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((key) => !keys.has(key))).toEqual([]);
  });

  test('The sample matches the schema', () => {
    expect(output.safeParse(sample).error?.issues ?? []).toEqual([]);
    expect(payload.safeParse(sample).error?.issues ?? []).toEqual([]);
  });

  test('The labels are in Title Case and unique', () => {
    const labels = fields.map(({ label }) => label);
    expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  });
});
