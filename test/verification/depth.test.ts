import { canBeTooDeep, isTooDeep } from '../../verification/depth.ts';

const objects = (levels: number): string => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`;
const arrays = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`;

describe('the limit', () => {
  test.each([objects, arrays])('is 1,000 levels', (nested) => {
    for (const [levels, expected] of [
      [1, false],
      [1000, false],
      [1001, true],
      [100_000, true],
    ] as const) {
      expect(isTooDeep(JSON.parse(nested(levels)))).toBe(expected);
      // No JSON that is short enough to be skipped may be too deep.
      if (expected) expect(canBeTooDeep(nested(levels))).toBe(true);
    }
  });

  test('does not count the innermost value', () => {
    for (const inner of ['null', '1', '"text"', '[]', '{}']) {
      const json = `${'['.repeat(999)}${inner}${']'.repeat(999)}`;
      expect(isTooDeep(JSON.parse(json))).toBe(false);
    }
    expect(isTooDeep(JSON.parse(`${'['.repeat(1000)}null${']'.repeat(1000)}`))).toBe(false);
    expect(isTooDeep(JSON.parse(`${'['.repeat(1000)}[]${']'.repeat(1000)}`))).toBe(true);
    expect([isTooDeep('text', 0), isTooDeep(null, 0), isTooDeep([], 0), isTooDeep({}, 0)]).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('is possible only in JSON of more than 2,000 characters', () => {
    expect([canBeTooDeep('x'.repeat(2000)), canBeTooDeep('x'.repeat(2001))]).toEqual([false, true]);
  });

  test('counts levels, not values', () => {
    expect(isTooDeep({ list: Array.from({ length: 50_000 }, () => ({ a: 1 })) })).toBe(false);
  });

  test.each([null, true, 0, '', 'text'])('does not concern %j', (value) => {
    expect(isTooDeep(value)).toBe(false);
  });
});
