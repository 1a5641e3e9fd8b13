const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Keys that one value has and another lacks, at any depth: Zapier's checks T004 and T006, sample ⊆ list ⊆ delivery.
 *
 * A null or an empty list in the other has no inside to compare, and an empty object in the first asks for nothing.
 */
export const missingKeys = (wanted: unknown, found: unknown, path = ''): string[] => {
  if (Array.isArray(wanted) && Array.isArray(found)) {
    return wanted.length > 0 && found.length > 0 ? missingKeys(wanted[0], found[0], `${path}[]`) : [];
  }
  if (!isObject(wanted) || !isObject(found)) return [];
  return Object.keys(wanted).flatMap((key) => {
    const place = path === '' ? key : `${path}.${key}`;
    return key in found ? missingKeys(wanted[key], found[key], place) : [place];
  });
};
