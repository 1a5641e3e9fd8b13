import { Hono } from 'hono';
import { type Listening, listen } from '../server.ts';
import type { Zapier } from '../zapier/zapier.ts';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/**
 * The only thing that a tunnel may lead to: a server of its own with the hooks and nothing else. Whoever is at the other end can
 * write any Host header, so the editor must not be behind the same address.
 *
 * @param base what the tunnel is called outside
 */
export const listenForTunnel = (zapier: Zapier, base: URL, port: number): Promise<Listening> => {
  const app = new Hono();
  app.all('/hooks/:id', (c) => {
    const host = c.req.header('host') ?? '';
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    if (name !== base.hostname && !LOOPBACK.has(name))
      return c.json({ status: 'error', message: 'Unknown host.' }, 403);
    return zapier.services.app.fetch(c.req.raw);
  });
  return listen(app, port);
};
