/** A form's values by name. A name that occurs several times has a list. */
const collect = (entries: Iterable<readonly [string, string]>): Record<string, unknown> => {
  const values = new Map<string, string[]>();
  for (const [name, value] of entries) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries([...values].map(([name, list]) => [name, list.length === 1 ? list[0] : list]));
};

/** Parses a query string or a body of the type `application/x-www-form-urlencoded`. */
export const parseForm = (text: string): Record<string, unknown> => collect(new URLSearchParams(text));

/** Parses a body of the type `multipart/form-data`. The value of a file is its text. Throws if the body is malformed. */
export const parseMultipart = async (type: string, text: string): Promise<Record<string, unknown>> => {
  const form = await new Response(text, { headers: { 'Content-Type': type } }).formData();
  const entries: [string, string][] = [];
  for (const [name, value] of form) entries.push([name, typeof value === 'string' ? value : await value.text()]);
  return collect(entries);
};
