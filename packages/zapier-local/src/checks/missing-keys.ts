import { isRecord } from '../records.ts';

/**
 * The paths of keys in `expected` that `actual` does not have, at any depth. Zapier's checks T004 and T006 require that samples,
 * test results and deliveries have the same keys.
 *
 * A null or an empty list in `actual` has no keys to compare. An empty object in `expected` requires no keys.
 */
export const missingKeys = (expected: unknown, actual: unknown, path = ''): string[] => {
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return expected.length > 0 && actual.length > 0 ? missingKeys(expected[0], actual[0], `${path}[]`) : [];
  }
  if (!isRecord(expected) || !isRecord(actual)) return [];
  return Object.keys(expected).flatMap((key) => {
    const keyPath = path === '' ? key : `${path}.${key}`;
    return key in actual ? missingKeys(expected[key], actual[key], keyPath) : [keyPath];
  });
};
