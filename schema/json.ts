/** Tells a JSON object from every other JSON value. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The objects in a list, or none. */
export const asRecords = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** An id that may be written as a number or as a text, or nothing. */
export const asId = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || typeof value === 'number' ? String(value) : undefined;

/** A text, or nothing. */
export const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** What can be written as a text in one way only, as that text: a text itself, a number, yes or no. Anything else may refuse to become one. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** A number, which some write as a text, or nothing. */
export const asNumber = (value: unknown): number | undefined => {
  const isNumeric = typeof value === 'string' && value.trim() !== '';
  const number = typeof value === 'number' || isNumeric ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

/** An id that may become part of a path, or nothing: whatever could lead elsewhere, such as `..`, is no id. */
export const asPathId = (value: unknown): string | undefined => {
  const id = asId(value);
  return id !== undefined && /^[\w-]{1,100}$/.test(id) ? id : undefined;
};
