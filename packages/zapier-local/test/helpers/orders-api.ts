import { Hono } from 'hono';
import { type Listening, listen } from '../../src/index.ts';

/** A stub of the API that the fixture `orders` uses. */
export interface OrdersApi extends Listening {
  /** The URLs that are subscribed, by the ID of their subscription. */
  readonly hooks: Map<string, string>;
  /** What `GET /orders` returns. */
  orders: unknown;
  /** The status of subscribing. */
  subscribeStatus: number;
  /** The status of unsubscribing. */
  unsubscribeStatus: number;
  /** Sent to a webhook URL as soon as it is subscribed. */
  ping: string | undefined;
}

/** Starts the stub. The API key is `key-1`. */
export const startOrdersApi = async (): Promise<OrdersApi> => {
  const app = new Hono();
  const hooks = new Map<string, string>();
  app.use(async (c, next) => {
    if (c.req.header('x-api-key') !== 'key-1') return c.json({ error: 'Unknown key.' }, 401);
    return next();
  });
  app.get('/me', (c) => c.json({ name: 'Mug Shop' }));
  app.get('/orders', (c) => c.json(api.orders as object));
  app.get('/products', (c) => c.json([1, 2, 3, 4].map((id) => ({ id, name: `Mug ${id}` }))));
  app.get('/stores', (c) => c.json([{ id: 's1', name: 'Main Street' }]));
  app.post('/hooks', async (c) => {
    if (api.subscribeStatus !== 201) return c.json({ error: 'Too many hooks.' }, 422);
    const { url, store } = await c.req.json<{ url: string; store?: string }>();
    const id = `hook-${hooks.size + 1}`;
    hooks.set(id, url);
    if (api.ping !== undefined) await fetch(url, { method: 'POST', body: api.ping });
    return c.json({ id, ...(store !== undefined && { store }) }, 201);
  });
  app.delete('/hooks/:id', (c) => {
    if (api.unsubscribeStatus !== 204) return c.json({ error: 'Try again.' }, 500);
    hooks.delete(c.req.param('id'));
    return c.body(null, 204);
  });
  const api: OrdersApi = {
    ...(await listen(app)),
    hooks,
    orders: [{ id: 7, total: 12.5 }],
    subscribeStatus: 201,
    unsubscribeStatus: 204,
    ping: undefined,
  };
  return api;
};
