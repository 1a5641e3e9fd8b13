/** Tells a JSON object from every other JSON value. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list, or none. */
export const recordsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** An id that may be written as a number or as a text, or nothing. */
export const idIn = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

/** A text, or nothing. */
export const textIn = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
