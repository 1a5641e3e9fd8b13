import type { ZObject } from 'zapier-platform-core';

/**
 * Zapier's cache, scoped to the connection. A call that fails or takes too long resolves to `undefined`: no run may depend on
 * the cache.
 *
 * @see https://docs.zapier.com/platform/build-cli/core#zcache
 */
export interface ZapierCache {
  /** The value of a key, or null. */
  get(key: string): Promise<unknown>;
  /** @param seconds time to live */
  set(key: string, value: unknown, seconds: number): Promise<boolean | undefined>;
  /** Sets a key atomically, unless it exists: then resolves to false and changes nothing. */
  setIfAbsent(key: string, value: unknown, seconds: number): Promise<boolean | undefined>;
  delete(key: string): Promise<unknown>;
}

/** Core's cache accepts a scope in every method; its types declare it only for `set`. */
interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: unknown, ttl: number, scope: string[], nx: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<unknown>;
}

/** Milliseconds. Zapier's cache answers in a few; core would wait without limit, and Zapier ends a run after 30 s. */
const TIMEOUT = 2000;

const identity = <T>(value: T): T => value;
// Null means that Zapier limits the rate: nothing was set. https://github.com/zapier/zapier-platform/pull/921
const isSet = (answer: unknown): boolean | undefined => (typeof answer === 'boolean' ? answer : undefined);

// One promise instead of `Promise.race`: core tracks every promise of a run, and each one costs.
const withTimeout = <T, U>(answer: Promise<T>, read: (value: T) => U): Promise<U | undefined> =>
  new Promise((resolve) => {
    const end = (value?: U) => {
      clearTimeout(timer);
      resolve(value);
    };
    const timer = setTimeout(end, TIMEOUT);
    answer.then(
      (value) => end(read(value)),
      () => end(),
    );
  });

/** The cache of the connection that a call is made for. */
export const cacheOf = (z: Pick<ZObject, 'cache'>): ZapierCache => {
  const cache: ScopedCache = z.cache;
  const scope = ['auth'];
  const set = (key: string, value: unknown, seconds: number, nx: boolean) =>
    withTimeout(cache.set(key, value, seconds, scope, nx), isSet);
  return {
    get: (key) => withTimeout(cache.get(key, scope), identity),
    set: (key, value, seconds) => set(key, value, seconds, false),
    setIfAbsent: (key, value, seconds) => set(key, value, seconds, true),
    delete: (key) => withTimeout(cache.delete(key, scope), identity),
  };
};
