import { isUtf8 } from 'node:buffer';
import * as z from 'zod';

/** A recorded request, in the form of Zapier's `bundle.rawRequest`. */
export interface Capture {
  readonly method: string | undefined;
  readonly querystring: string;
  /** A list where one header has several different values. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly content: string;
  /** The body with one character for each byte, if its bytes are not UTF-8. */
  readonly latin1?: string;
  /** The format it was read from, for the output. */
  readonly format: string;
  /** Warnings about the recording, for the output. */
  readonly notes: readonly string[];
}

/** Merges headers by name and keeps different values. */
export const mergeHeaders = (pairs: Iterable<readonly [string, string]>): Capture['headers'] => {
  const merged = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of pairs) {
    const entry = merged.get(name.toLowerCase()) ?? { name, values: [] };
    if (!entry.values.includes(value)) entry.values.push(value);
    merged.set(name.toLowerCase(), entry);
  }
  return Object.fromEntries(
    [...merged.values()].map(({ name, values }) => [name, values.length > 1 ? values : (values[0] ?? '')]),
  );
};

/** A body as Zapier passes it on: decoded as UTF-8, with replacement characters for other bytes. */
export const decodeBody = (bytes: Buffer): Pick<Capture, 'content' | 'latin1'> => ({
  content: bytes.toString('utf8'),
  ...(!isUtf8(bytes) && { latin1: bytes.toString('latin1') }),
});

/** The query string of a URL or a path. */
export const queryOf = (url: string): string => /\?([^#]*)/.exec(url)?.[1] ?? '';

const value = z.union([z.string(), z.number(), z.boolean()]).transform(String);

/** Headers as tools record them: an object, a list of names and values, or a list of pairs. */
export const headersSchema = z
  .union([
    z
      .array(z.object({ name: z.string(), value }))
      .transform((list) => list.map((header) => [header.name, header.value] as const)),
    z.array(z.tuple([z.string(), value])),
    z
      .record(z.string(), z.union([value, z.array(value)]))
      .transform((object) =>
        Object.entries(object).flatMap(([name, values]) => [values].flat().map((one) => [name, one] as const)),
      ),
  ])
  .transform(mergeHeaders);
