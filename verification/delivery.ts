import { type Rejection, reject } from './rejection.ts';

/** Two or more different values where one was expected: nobody can say which of them was meant. */
export const AMBIGUOUS = Symbol('ambiguous');

/** What a lookup by name can find. */
export type Lookup = string | typeof AMBIGUOUS | undefined;

/** A request as it came in: bytes and names, nothing that may be trusted yet. */
export interface Delivery {
  /** The body exactly as it was signed. */
  readonly body: string;
  /** Finds a header whatever its spelling. Give the name in lower case. */
  header(name: string): Lookup;
  /** Finds a parameter of the URL. */
  query(name: string): Lookup;
}

/** What Zapier hands to a hook's `perform` as `bundle.rawRequest`, as far as it is used. */
export interface RawRequest {
  readonly method?: unknown;
  readonly querystring?: string | null | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
  readonly content?: unknown;
}

/** Zapier puts this before the name of every header but Content-Type and Content-Length. */
const PREFIX = 'http-';

const HYPHEN = 45;
const UNDERSCORE = 95;

/** Whether `key` has `part` at a place, whatever its case, and with `_` for `-`. */
const hasAt = (key: string, part: string, from: number): boolean => {
  // From the end, where names of one family differ, and without a copy: this runs for every header of every delivery.
  for (let at = part.length - 1; at >= 0; at -= 1) {
    const code = key.charCodeAt(from + at);
    const isUpper = code >= 65 && code <= 90;
    const plain = isUpper ? code + 32 : code === UNDERSCORE ? HYPHEN : code;
    if (plain !== part.charCodeAt(at)) return false;
  }
  return true;
};

const spelledAs = (key: string, name: string): boolean => {
  const extra = key.length - name.length;
  if (extra === 0) return hasAt(key, name, 0);
  return extra === PREFIX.length && hasAt(key, name, extra) && hasAt(key, PREFIX, 0);
};

const findHeader = (headers: Readonly<Record<string, unknown>>, name: string): Lookup => {
  let found: string | undefined;
  for (const key of Object.keys(headers)) {
    if (!spelledAs(key, name)) continue;
    const value = headers[key];
    if (typeof value !== 'string' || (found !== undefined && found !== value)) return AMBIGUOUS;
    found = value;
  }
  return found;
};

const findParameter = (querystring: string, name: string): Lookup => {
  const [first, ...others] = new URLSearchParams(querystring).getAll(name);
  return others.some((other) => other !== first) ? AMBIGUOUS : first;
};

/**
 * Reads Zapier's raw request as a delivery.
 *
 * @param raw `bundle.rawRequest`; missing when a trigger is run by hand
 * @returns the delivery, or why there is none
 * @see https://docs.zapier.com/platform/build/hook-trigger
 */
export const readDelivery = (raw: RawRequest | undefined): Delivery | Rejection => {
  if (typeof raw?.content !== 'string') return reject('raw_request_missing');
  if (typeof raw.method === 'string' && raw.method.toUpperCase() !== 'POST') return reject('method_not_post');
  const { content, headers, querystring } = raw;
  return {
    body: content,
    header: (name) => findHeader(headers ?? {}, name),
    query: (name) => findParameter(querystring ?? '', name),
  };
};
