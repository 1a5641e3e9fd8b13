/** A JSON object whose fields are not known. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a JSON value is an object. */
export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if it is an object, otherwise an empty object. */
export const asRecord = (value: unknown): JsonObject => (isRecord(value) ? value : {});

/** The objects of a list. Empty if the value is not a list. */
export const asRecords = (value: unknown): readonly JsonObject[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** A string, or undefined. */
export const asString = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A string, number or boolean as text, or undefined: converting anything else to text may throw. */
export const asText = (value: unknown): string | undefined =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;

/** Whether a value means yes: `true`, `"true"`, `1`, `"1"`, `"yes"`, `"on"`. */
export const isTrue = (value: unknown): boolean =>
  ['true', '1', 'yes', 'y', 'on', 't'].includes(asText(value)?.trim().toLowerCase() ?? '');

/** Whether a value means no: nothing, white space, `false`, `"false"`, `0`, `"0"`, `"no"`, `"off"`. A list or an object does not. */
export const isFalse = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  ['', 'false', '0', 'no', 'n', 'off', 'f'].includes(asText(value)?.trim().toLowerCase() ?? 'neither');

/** A number, possibly written as text, or undefined. */
export const asNumber = (value: unknown): number | undefined => {
  const isNumeric = typeof value === 'string' && value.trim() !== '';
  const number = typeof value === 'number' || isNumeric ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
};

/** An ID, written as an integer or as text, or undefined. A larger integer than 2^53 was rounded, so it identifies nothing. */
export const asId = (value: unknown): string | undefined =>
  (typeof value === 'string' && value !== '') || Number.isSafeInteger(value) ? String(value) : undefined;

/** An ID that is safe in a path, or undefined: one such as `..` would lead to another address. */
export const asPathId = (value: unknown): string | undefined => {
  const id = asId(value);
  return id !== undefined && /^[\w-]{1,100}$/.test(id) ? id : undefined;
};
