import * as z from 'zod';

/** A request that was recorded somewhere, in the form that Zapier hands a hook's request on in. */
export interface Capture {
  readonly method: string | undefined;
  readonly querystring: string;
  /** A list where one name came several times with different values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly content: string;
  /** What it was read from, in words. */
  readonly format: string;
  /** What the reader of a verdict should know about the recording. */
  readonly notes: readonly string[];
}

/** Puts headers together, keeping apart what differs. */
export const joinHeaders = (pairs: Iterable<readonly [string, string]>): Capture['headers'] => {
  const joined = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const entry = joined.get(name.toLowerCase()) ?? { name, values: [] };
    if (!entry.values.includes(value)) entry.values.push(value);
    joined.set(name.toLowerCase(), entry);
  }
  return Object.fromEntries(
    [...joined.values()].map(({ name, values }) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
};

/** The query of a whole URL or of a path. */
export const queryOf = (url: string): string => /\?([^#]*)/.exec(url)?.[1] ?? '';

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Headers as recorders write them: an object, a list of names and values, or a list of pairs. */
export const headersSchema = z
  .union([
    z
      .array(z.object({ name: z.string(), value }))
      .transform((list) => list.map((one) => [one.name, one.value] as const)),
    z.array(z.tuple([z.string(), value])),
    z
      .record(z.string(), z.union([value, z.array(value)]))
      .transform((object) =>
        Object.entries(object).flatMap(([name, values]) => [values].flat().map((one) => [name, one] as const)),
      ),
  ])
  .transform(joinHeaders);
