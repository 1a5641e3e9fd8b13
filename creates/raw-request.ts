import { asText, isRecord } from '../schema/json.ts';
import type { RawRequest } from '../verification/delivery.ts';
import { headersOf, parametersOf, type Scheme } from '../verification/scheme.ts';

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
    // Not one regular expression: a sender writes these lines, and white space could match in too many ways.
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

/** Zapier shows a header of *Catch Raw Hook* as `Headers HTTP X Name` and passes it as `headers__Http-X-Name`. */
const plainName = (name: string): string =>
  name
    .trim()
    .replace(/^["']|["']$/g, '')
    .replace(/[\s_]+/g, '-')
    .replace(/^headers-+/i, '');

/** Keeps all values of a header, so that a verifier sees that there are several. */
const collect = (entries: readonly (readonly [string, unknown])[]): Record<string, unknown> => {
  const headers = new Map<string, Set<unknown>>();
  for (const [name, value] of entries) {
    const plain = plainName(name).toLowerCase();
    const values = headers.get(plain) ?? new Set();
    headers.set(plain, values.add(value));
  }
  return Object.fromEntries(
    [...headers].map(([name, [first, ...others]]) => [name, others.length ? [first, ...others] : first]),
  );
};

const queryOf = (value: unknown): string => {
  const text = asText(value)?.trim() ?? '';
  const object = isRecord(value) ? value : parseObject(text);
  if (object) {
    // A sender writes the values, and converting an object to text may throw.
    const pairs = Object.entries(object).flatMap(([key, one]): [string, string][] => {
      const plain = asText(one);
      return plain === undefined ? [] : [[key, plain]];
    });
    return new URLSearchParams(pairs).toString();
  }
  return text.slice(text.indexOf('?') + 1);
};

/** The parts of a request in a Zap. */
export interface RequestParts {
  readonly body: string;
  /** Lines of `Name: value`, or an object, as such or as JSON. */
  readonly headers: unknown;
  /** The value of the only header or parameter that the verifier reads. */
  readonly signature: string | undefined;
  /** The query string, the complete URL, or an object. */
  readonly query: unknown;
}

/**
 * Rebuilds a request from the output of *Catch Raw Hook*.
 */
export const rebuildRequest = ({ body, headers, signature, query }: RequestParts, scheme: Scheme): RawRequest => {
  const named = (names: readonly string[]) =>
    signature === undefined ? [] : names.map((name): [string, string] => [name, signature]);
  const querystring = [queryOf(query), new URLSearchParams(named(parametersOf(scheme))).toString()]
    .filter(Boolean)
    .join('&');
  const entries = [...entriesOf(headers), ...named(headersOf(scheme))];
  return { method: 'POST', content: body, headers: collect(entries), querystring };
};
