import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { listen } from '../../sandbox/server.ts';
import type { Lambda } from '../../sandbox/zapier/lambda.ts';

/** A lambda whose cache calls take additional milliseconds, half of them before the call has its effect. */
export const withCacheLatency = async (lambda: Lambda, milliseconds: number): Promise<Lambda> => {
  let cacheUrl = '';
  const app = new Hono();
  app.post('/rpc', async (c) => {
    const body = await c.req.text();
    await sleep(milliseconds / 2);
    const headers = { 'content-type': 'application/json', 'x-token': c.req.header('x-token') ?? '' };
    const response = await fetch(cacheUrl, { method: 'POST', headers, body });
    const answer = await response.text();
    await sleep(milliseconds / 2);
    return new Response(answer, { status: response.status, headers: { 'content-type': 'application/json' } });
  });
  const server = await listen(app);
  return {
    ...lambda,
    invoke: (event) => {
      cacheUrl = event.rpc_base ?? cacheUrl;
      return lambda.invoke({ ...event, rpc_base: `${server.url}/rpc` });
    },
    close: async () => {
      await lambda.close();
      await server.close();
    },
  };
};
