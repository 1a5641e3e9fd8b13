import { Hono } from 'hono';
import { type Listening, listen, type Zapier } from 'zapier-local';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/**
 * Starts a separate server for webhooks only. A request through a tunnel can have any Host header, so the editor must not share
 * its port.
 *
 * @param base the tunnel's URL
 */
export const listenForTunnel = (zapier: Zapier, base: URL, port: number): Promise<Listening> => {
  const app = new Hono();
  app.all('/hooks/:id', (c) => {
    const host = c.req.header('host') ?? '';
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    if (name !== base.hostname && !LOOPBACK.has(name))
      return c.json({ status: 'error', message: 'Unknown host name.' }, 403);
    return zapier.services.app.fetch(c.req.raw);
  });
  return listen(app, port);
};
