import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { type Listening, listen, type Zapier } from 'zapier-local';

const LOOPBACK = new Set(['localhost', '127.0.0.1']);

/** A server for webhooks only, which a tunnel may point at. */
export interface Hooks extends Listening {
  /** The names of headers as they were spelled, for each accepted request to a Zap. */
  namesFor(zap: string): readonly (readonly string[])[];
}

/**
 * Starts a server for webhooks only. It notes how headers are spelled, which is lost once a request is parsed.
 *
 * @param hostname the tunnel's host name
 */
export const listenForHooks = async (zapier: Zapier, port: number, hostname?: string): Promise<Hooks> => {
  const names = new Map<string, string[][]>();
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.all('/hooks/:id', async (c) => {
    const host = c.req.header('host') ?? '';
    const name = URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : '';
    if (name !== hostname && !LOOPBACK.has(name))
      return c.json({ status: 'error', message: 'Unknown host name.' }, 403);
    const spelled = c.env.incoming.rawHeaders.filter((_, index) => index % 2 === 0);
    const response = await zapier.services.app.fetch(c.req.raw);
    const id = c.req.param('id');
    if (response.status === 200) names.set(id, [...(names.get(id) ?? []), spelled]);
    return response;
  });
  return { ...(await listen(app, port)), namesFor: (zap) => names.get(zap) ?? [] };
};
