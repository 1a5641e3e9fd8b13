import type { Clock } from '../clock.ts';

interface Entry {
  readonly value: string;
  readonly expires: number;
}

/** Seconds that a value without a time to live is kept: https://docs.zapier.com/platform/build-cli/core#zcache */
const DEFAULT_TTL = 86_400;

/** Zapier's cache with its real semantics: expiry, scopes, and set-if-absent. */
export const createCache = (clock: Clock) => {
  const entries = new Map<string, Entry>();

  // A key with the scope `auth` belongs to one connection; a key without a scope belongs to the whole app.
  const keyOf = (connection: string, key: unknown, scope: unknown): string =>
    JSON.stringify([Array.isArray(scope) && scope.length > 0 ? connection : '', scope, key]);

  const find = (name: string): string | null => {
    const entry = entries.get(name);
    return entry && entry.expires > clock.now() ? entry.value : null;
  };

  const methods: Record<string, (connection: string, params: readonly unknown[]) => unknown> = {
    zcache_get: (connection, [key, scope]) => find(keyOf(connection, key, scope)),
    zcache_set: (connection, [key, value, ttl, scope, nx]) => {
      const name = keyOf(connection, key, scope);
      if (nx === true && find(name) !== null) return false;
      entries.set(name, {
        value: String(value),
        expires: clock.now() + 1000 * (typeof ttl === 'number' ? ttl : DEFAULT_TTL),
      });
      return true;
    },
    zcache_delete: (connection, [key, scope]) => entries.delete(keyOf(connection, key, scope)),
  };

  return {
    size: () => entries.size,
    /** The result of an RPC call, or undefined for an unknown method. */
    call: (connection: string, method: string, params: readonly unknown[]): { result: unknown } | undefined => {
      const run = methods[method];
      return run && { result: run(connection, params) };
    },
    /** Deletes expired entries, so that the memory of a long run does not grow. */
    sweep: () => {
      for (const [name, { expires }] of entries) if (expires <= clock.now()) entries.delete(name);
    },
  };
};

/** Zapier's cache. */
export type Cache = ReturnType<typeof createCache>;
