import { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { type Cache, makeCache } from './cache.ts';

const MOST_LOGS = 10_000;

/** A call of the cache by the app. */
export interface CacheCall {
  readonly method: string;
  readonly status: number;
  readonly result: unknown;
  readonly milliseconds: number;
}

/** What an app talks to at Zapier besides the hook: the cache behind RPC, and the logs. */
export interface Services {
  readonly app: Hono;
  readonly cache: Cache;
  /** Every line that core logged, as it was sent. */
  readonly logs: string[];
  /** Asked before every call of the cache, by its method: true makes it unavailable, which core tries three times; `error` answers an error. */
  failCache: (method: string) => boolean | 'error';
  /** Hears of every call of the cache. */
  onCache: (call: CacheCall) => void;
}

/** Makes the servers that Zapier keeps behind the scenes. */
export const createServices = (clock: Clock): Services => {
  const app = new Hono();
  const backstage: Services = {
    app,
    cache: makeCache(clock),
    logs: [],
    failCache: () => false,
    onCache: () => undefined,
  };

  app.onError((error, c) => {
    // An app's process that is killed breaks off what it was sending: there is nobody left to answer.
    if ('code' in error && error.code === 'ECONNRESET') return c.body(null, 400);
    console.error(error);
    return c.text('Internal Server Error', 500);
  });

  app.post('/rpc', async (c) => {
    const started = performance.now();
    const { id, method, params } = await c.req.json<{ id: string; method: string; params: unknown[] }>();
    const note = (status: number, result: unknown) =>
      backstage.onCache({ method, status, result, milliseconds: performance.now() - started });
    const failure = backstage.failCache(method);
    if (failure === 'error') {
      note(200, undefined);
      return c.json({ id, error: 'the cache failed' });
    }
    if (failure) {
      note(503, undefined);
      return c.json({ error: 'unavailable' }, 503);
    }
    const answer = backstage.cache.call(c.req.header('x-token') ?? '', method, params);
    note(200, answer?.result);
    return c.json(answer ? { id, ...answer } : { id, error: `unknown method ${method}` });
  });

  app.post('/logs', async (c) => {
    const text = await c.req.text();
    backstage.logs.push(...text.split('\n').filter(Boolean));
    if (backstage.logs.length > MOST_LOGS) backstage.logs.splice(0, backstage.logs.length - MOST_LOGS);
    return c.json({});
  });
  return backstage;
};
