import { Hono } from 'hono';
import { type Listening, listen } from '../../sandbox/server.ts';

/** A provider's API that fails in one way and repeats all that it was told while it does. */
export interface EchoServer extends Listening {
  /** What it answers: a status, or nothing but half of an answer. */
  status: number;
  /** Every credential that it was shown. */
  readonly heard: Set<string>;
}

const TOKEN = 'parrot-session-token-0123456789abcdef';

/** Starts it. Its token endpoint works as long as it is not asked to fail with more than 299. */
export const startEchoServer = async (): Promise<EchoServer> => {
  const app = new Hono();
  const heard = new Set<string>([TOKEN]);
  const parrot = { status: 200, heard };
  app.all('*', async (c) => {
    const sent = await c.req.text();
    const authorization = c.req.header('authorization') ?? '';
    if (authorization) heard.add(authorization);
    const secret = /"secret":"([^"]+)"/.exec(sent)?.[1];
    if (secret) heard.add(secret);
    if (c.req.path.endsWith('/token') && parrot.status !== 401) return c.json({ access_token: TOKEN });
    const words = `You said ${authorization} and ${sent} to ${c.req.url}`;
    const body = { message: words, error: words, errors: [{ detail: words }], secret, nested: { authorization } };
    // A body that is no JSON with a status that says that all is well.
    if (parrot.status === 200) return c.text(`<p>${words}</p>`);
    return new Response(JSON.stringify(body), {
      status: parrot.status,
      headers: { 'content-type': 'application/json', 'x-echo': encodeURIComponent(words) },
    });
  });
  return Object.assign(parrot, await listen(app));
};
