/** An object of JSON. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a value is an object of JSON, and not a list. */
export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path such as `owner.name` or `owner__name`, both of which Zapier accepts. */
export const valueAt = (source: unknown, path: string): unknown => {
  if (isRecord(source) && path in source) return source[path];
  let value = source;
  for (const key of path.split(/\.|__/)) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = Reflect.get(value, key);
  }
  return value;
};
