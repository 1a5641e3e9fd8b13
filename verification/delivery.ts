import { type Rejection, reject } from './rejection.ts';

/** Two or more different values where one was expected. */
export const AMBIGUOUS = Symbol('ambiguous');

/** The result of a lookup by name. */
export type Lookup = string | typeof AMBIGUOUS | undefined;

/** A request as it arrived. Nothing in it is verified yet. */
export interface Delivery {
  /** The body, unchanged. */
  readonly body: string;
  /** Finds a header in any spelling. @param name as `headerName` returns it */
  header(name: string): Lookup;
  /** Finds a query parameter. */
  query(name: string): Lookup;
}

/** The part of `bundle.rawRequest` that this app uses. */
export interface RawRequest {
  readonly method?: unknown;
  readonly querystring?: string | null | undefined;
  readonly headers?: Readonly<Record<string, unknown>> | null | undefined;
  readonly content?: unknown;
}

/** Zapier adds this to the name of every header except Content-Type and Content-Length. */
const PREFIX = 'http-';

/** A header's name in the spelling for lookups: `X_Signature` and `x-signature` are the same header. */
export const headerName = (name: string): string => name.toLowerCase().replaceAll('_', '-');

const HYPHEN = 45;
const UNDERSCORE = 95;

/** Whether `key` contains `part` at an index, in any case and with `_` or `-`. */
const hasAt = (key: string, part: string, from: number): boolean => {
  // From the end, where similar names differ, and without a copy: this runs for every header of every delivery.
  for (let at = part.length - 1; at >= 0; at -= 1) {
    const code = key.charCodeAt(from + at);
    const isUpper = code >= 65 && code <= 90;
    const plain = isUpper ? code + 32 : code === UNDERSCORE ? HYPHEN : code;
    if (plain !== part.charCodeAt(at)) return false;
  }
  return true;
};

const isName = (key: string, name: string): boolean => {
  const extra = key.length - name.length;
  if (extra === 0) return hasAt(key, name, 0);
  return extra === PREFIX.length && hasAt(key, name, extra) && hasAt(key, PREFIX, 0);
};

const findHeader = (headers: Readonly<Record<string, unknown>>, name: string): Lookup => {
  let found: string | undefined;
  // Without a list of the names: this runs several times for every delivery.
  for (const key in headers) {
    if (!isName(key, name) || !Object.hasOwn(headers, key)) continue;
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
 * Reads Zapier's raw request.
 *
 * @param raw `bundle.rawRequest`; absent when a trigger is run by hand
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
