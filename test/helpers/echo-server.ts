import { Hono } from 'hono';
import { type Listening, listen } from 'zapier-local';

/** A provider's API that always fails and repeats the request in its response. */
export interface EchoServer extends Listening {
  /** The status of its responses. */
  status: number;
  /** Every credential that it received. */
  readonly credentials: Set<string>;
}

const TOKEN = 'echo-session-token-0123456789abcdef';

/** Starts an echo server. Its token endpoint works unless the status is 401. */
export const startEchoServer = async (): Promise<EchoServer> => {
  const app = new Hono();
  const credentials = new Set<string>([TOKEN]);
  const state = { status: 200, credentials };
  app.all('*', async (c) => {
    const sent = await c.req.text();
    const authorization = c.req.header('authorization') ?? '';
    if (authorization) credentials.add(authorization);
    const secret = /"secret":"([^"]+)"/.exec(sent)?.[1];
    if (secret) credentials.add(secret);
    if (c.req.path.endsWith('/token') && state.status !== 401) return c.json({ access_token: TOKEN });
    const echo = `You sent ${authorization} and ${sent} to ${c.req.url}`;
    const body = { message: echo, error: echo, errors: [{ detail: echo }], secret, nested: { authorization } };
    // A success whose body is not JSON.
    if (state.status === 200) return c.text(`<p>${echo}</p>`);
    return new Response(JSON.stringify(body), {
      status: state.status,
      headers: { 'content-type': 'application/json', 'x-echo': encodeURIComponent(echo) },
    });
  });
  return Object.assign(state, await listen(app));
};
