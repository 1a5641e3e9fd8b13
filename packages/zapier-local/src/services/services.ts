import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { type Cache, createCache } from './cache.ts';
import { createCursors } from './cursors.ts';
import { createFiles } from './files.ts';
import type { RpcCall } from './rpc.ts';

const MAX_LOGS = 10_000;

/** A call of the cache by the app. */
export interface CacheCall {
  readonly method: string;
  readonly key: string;
  readonly status: number;
  readonly result: unknown;
  readonly milliseconds: number;
}

/** The services that Zapier offers an app: the cache, the cursors and the files behind RPC, and the log. */
export interface Services {
  readonly app: Hono;
  readonly cache: Cache;
  /** The lines that core logged. */
  readonly logs: string[];
  /**
   * Makes a call of the cache or of another service fail: `true` with status 503, which core tries three times; `error` with an
   * RPC error.
   */
  failCache: (method: string) => boolean | 'error';
  /** Milliseconds that a call of a service takes: half of them before its effect, half after. */
  cacheLatency: number;
  /** Called after every call of the cache. */
  onCache: (call: CacheCall) => void;
}

type RpcBody = Pick<RpcCall, 'method' | 'params' | 'storeKey'> & { readonly id: string };

/** Creates the services. */
export const createServices = (clock: Clock): Services => {
  const app = new Hono();
  const files = createFiles();
  const cursors = createCursors(clock);
  const services: Services = {
    app,
    cache: createCache(clock),
    logs: [],
    failCache: () => false,
    cacheLatency: 0,
    onCache: () => undefined,
  };

  app.onError((error, c) => {
    // A killed process closes its connection during the request, so no response is possible.
    if ('code' in error && error.code === 'ECONNRESET') return c.body(null, 400);
    console.error(error);
    return c.text('Internal Server Error', 500);
  });

  const delay = async () => services.cacheLatency > 0 && sleep(services.cacheLatency / 2);

  const answer = (call: RpcCall) =>
    services.cache.call(call.token, call.method, call.params) ??
    cursors(call) ??
    files.rpc(call) ?? { error: `zapier-local does not offer the service ${call.method}` };

  app.post('/rpc', async (c) => {
    const started = performance.now();
    const { id, ...call } = await c.req.json<RpcBody>();
    const { method, params } = call;
    const report = (status: number, result: unknown) => {
      if (!method.startsWith('zcache_')) return;
      services.onCache({ method, key: String(params[0]), status, result, milliseconds: performance.now() - started });
    };
    const failure = services.failCache(method);
    if (failure === 'error') {
      report(200, undefined);
      return c.json({ id, error: 'the cache failed' });
    }
    if (failure) {
      report(503, undefined);
      return c.json({ error: 'unavailable' }, 503);
    }
    await delay();
    const answered = answer({ ...call, token: c.req.header('x-token') ?? '', origin: new URL(c.req.url).origin });
    await delay();
    report(200, 'result' in answered ? answered.result : undefined);
    return c.json({ id, ...answered });
  });

  app.route('/', files.app);

  app.post('/logs', async (c) => {
    const text = await c.req.text();
    services.logs.push(...text.split('\n').filter(Boolean));
    if (services.logs.length > MAX_LOGS) services.logs.splice(0, services.logs.length - MAX_LOGS);
    return c.json({});
  });
  return services;
};
