import { asText, isRecord } from '../schema/json.ts';
import type { RawRequest } from '../verification/delivery.ts';

const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const linesOf = (text: string): [name: string, value: unknown][] =>
  text.split(/\r?\n/).flatMap((line): [string, string][] => {
    // Not one expression for all of it: a stranger writes these lines, and white space could be split in too many ways.
    const end = line.search(/[:=]/);
    const name = line.slice(0, Math.max(0, end)).trim();
    return name === '' ? [] : [[name, line.slice(end + 1).trim()]];
  });

const entriesOf = (value: unknown): [name: string, value: unknown][] => {
  if (isRecord(value)) return Object.entries(value);
  if (typeof value !== 'string') return [];
  const object = parseObject(value);
  return object ? Object.entries(object) : linesOf(value);
};

/** Zapier shows a header of *Catch Raw Hook* as `Headers HTTP X Name` and hands it on as `headers__Http-X-Name`. */
const plainName = (name: string): string =>
  name
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/[\s_]+/g, '-')
    .replace(/^headers-+/i, '');

/** Puts several values of one header side by side, so that a proof sees that there are several. */
const collect = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> => {
  const headers = new Map<string, Set<unknown>>();
  for (const [name, value] of entries) {
    const plain = plainName(name).toLowerCase();
    const held = headers.get(plain) ?? new Set();
    headers.set(plain, held.add(value));
  }
  return Object.fromEntries(
    [...headers].map(([name, [first, ...others]]) => [name, others.length ? [first, ...others] : first]),
  );
};

const queryOf = (value: unknown): string => {
  const text = asText(value)?.trim() ?? '';
  const object = isRecord(value) ? value : parseObject(text);
  if (object) {
    // A stranger writes the values: what is not plain may throw when it is made a text.
    const pairs = Object.entries(object).flatMap(([key, one]): [string, string][] => {
      const plain = asText(one);
      return plain === undefined ? [] : [[key, plain]];
    });
    return new URLSearchParams(pairs).toString();
  }
  return text.slice(text.indexOf('?') + 1);
};

/** The parts of a request, as a Zap has them. */
export interface RequestParts {
  readonly body: string;
  /** Lines of `Name: value`, or an object, as such or as JSON. */
  readonly headers: unknown;
  /** The value of the one header or parameter that proves the request, without its name. */
  readonly signature: string | undefined;
  /** What stands behind the question mark, the whole URL, or an object. */
  readonly query: unknown;
}

/**
 * Puts a request together again from what *Catch Raw Hook* made of it.
 *
 * @param reads the headers or parameters that the proof reads; a bare signature is handed over as each, and the proof looks where it should be
 */
export const rebuildRequest = (
  { body, headers, signature, query }: RequestParts,
  reads: readonly string[],
): RawRequest => {
  const bare = signature === undefined ? [] : reads.map((name): [string, string] => [name, signature]);
  const querystring = [queryOf(query), new URLSearchParams(bare).toString()].filter(Boolean).join('&');
  return { method: 'POST', content: body, headers: collect([...entriesOf(headers), ...bare]), querystring };
};
