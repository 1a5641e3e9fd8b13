import type { ZObject } from 'zapier-platform-core';

/**
 * Zapier's cache, one drawer per connection, so that one customer's keys cannot meet another's. Every call may fail.
 *
 * @see https://docs.zapier.com/platform/build-cli/core#zcache
 */
export interface ZapierCache {
  get(key: string): Promise<unknown>;
  /** @param seconds how long it lives @param onlyIfAbsent answers false, and changes nothing, when the key is there */
  set(key: string, value: unknown, seconds: number, onlyIfAbsent: boolean): Promise<boolean>;
  delete(key: string): Promise<unknown>;
}

/** Core's cache takes a scope everywhere, its types only in `set`. */
interface ScopedCache {
  get(key: string, scope: string[]): Promise<unknown>;
  set(key: string, value: unknown, ttl: number, scope: string[], nx: boolean): Promise<boolean | null>;
  delete(key: string, scope: string[]): Promise<unknown>;
}

/** Zapier's cache answers in milliseconds. Core waits for it without end, and a run that waits is killed after 30 s. */
const PATIENCE = 2000;

// One promise and no race: core tracks every promise that a delivery makes.
const inTime = <T>(answer: Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Zapier’s cache did not answer in time.')), PATIENCE);
    const end = () => clearTimeout(timer);
    answer.then(
      (value) => {
        end();
        resolve(value);
      },
      (error: unknown) => {
        end();
        reject(error);
      },
    );
  });

/** The drawer of the connection that a call is made for. */
export const cacheOf = (z: Pick<ZObject, 'cache'>): ZapierCache => {
  const cache: ScopedCache = z.cache;
  const scope = ['auth'];
  return {
    get: (key) => inTime(cache.get(key, scope)),
    set: (key, value, seconds, onlyIfAbsent) =>
      inTime(cache.set(key, value, seconds, scope, onlyIfAbsent)).then((answer) => answer !== false),
    delete: (key) => inTime(cache.delete(key, scope)),
  };
};
