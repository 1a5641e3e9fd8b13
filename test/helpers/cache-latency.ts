import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import { type AppProcess, listen } from 'zapier-local';

/** An app whose cache calls take additional milliseconds, half of them before the call has its effect. */
export const withCacheLatency = async (app: AppProcess, milliseconds: number): Promise<AppProcess> => {
  let cacheUrl = '';
  const server = new Hono();
  server.post('/rpc', async (c) => {
    const body = await c.req.text();
    await sleep(milliseconds / 2);
    const headers = { 'content-type': 'application/json', 'x-token': c.req.header('x-token') ?? '' };
    const response = await fetch(cacheUrl, { method: 'POST', headers, body });
    const answer = await response.text();
    await sleep(milliseconds / 2);
    return new Response(answer, { status: response.status, headers: { 'content-type': 'application/json' } });
  });
  const listening = await listen(server);
  return {
    ...app,
    invoke: (event) => {
      cacheUrl = event.rpc_base ?? cacheUrl;
      return app.invoke({ ...event, rpc_base: `${listening.url}/rpc` });
    },
    close: async () => {
      await app.close();
      await listening.close();
    },
  };
};
