import { Hono } from 'hono';
import { type Listening, listen } from '../../src/index.ts';

/** A call of the API. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An API with webhooks, orders and jobs. */
export interface HookApi extends Listening {
  readonly calls: ApiCall[];
  /** What the next subscriptions contain, beside their IDs. */
  subscription: Readonly<Record<string, unknown>>;
  /** The status of the next responses to subscriptions. */
  status: 201 | 429 | 500;
}

/** Starts the API on the loopback. */
export const startHookApi = async (): Promise<HookApi> => {
  const app = new Hono();
  const calls: ApiCall[] = [];
  let count = 0;
  app.use(async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const text = await c.req.text();
    calls.push({ method: c.req.method, path: pathname + search, body: text === '' ? {} : JSON.parse(text) });
    await next();
  });
  app.post('/hooks', (c) => {
    count += 1;
    return c.json({ id: `hook-${count}`, ...api.subscription }, api.status);
  });
  app.delete('/hooks/:id', (c) => c.json({}));
  app.get('/orders', (c) => c.json([{ id: 7, shop: c.req.query('shop') }]));
  app.post('/jobs', async (c) => {
    const { url, isFast } = calls.at(-1)?.body ?? {};
    // A fast job ends before the API has answered.
    if (isFast) await fetch(String(url), { method: 'POST', body: '{"result":"fast"}' });
    return c.json({ started: true });
  });
  const api: HookApi = { ...(await listen(app)), calls, subscription: {}, status: 201 };
  return api;
};
