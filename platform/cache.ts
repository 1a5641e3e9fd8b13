import type { ZObject } from 'zapier-platform-core';

/**
 * Zapier's cache, one drawer per connection, so that one customer's keys cannot meet another's. Where it fails, or does not answer
 * in time, the answer is `undefined`: nothing that a Zap does may depend on it.
 *
 * @see https://docs.zapier.com/platform/build-cli/core#zcache
 */
export interface ZapierCache {
  /** What is kept under a key, or null. */
  get(key: string): Promise<unknown>;
  /** @param seconds how long it lives @param onlyIfAbsent answers false, and changes nothing, when the key is there */
  set(key: string, value: unknown, seconds: number, onlyIfAbsent: boolean): Promise<boolean | undefined>;
  delete(key: string): Promise<unknown>;
}

/** Core's cache takes a scope everywhere, its types only in `set`. */
interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: unknown, ttl: number, scope: string[], nx: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<unknown>;
}

/** Zapier's cache answers in milliseconds. Core waits for it without end, and a run that waits is killed after 30 s. */
const TIMEOUT = 2000;

const itself = <T>(value: T): T => value;
const isDone = (answer: unknown): boolean => answer !== false;

// One promise and no race: core tracks every promise that a delivery makes.
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

/** The drawer of the connection that a call is made for. */
export const cacheOf = (z: Pick<ZObject, 'cache'>): ZapierCache => {
  const cache: ScopedCache = z.cache;
  const scope = ['auth'];
  return {
    get: (key) => withTimeout(cache.get(key, scope), itself),
    set: (key, value, seconds, onlyIfAbsent) =>
      withTimeout(cache.set(key, value, seconds, scope, onlyIfAbsent), isDone),
    delete: (key) => withTimeout(cache.delete(key, scope), itself),
  };
};
