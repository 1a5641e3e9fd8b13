import { Hono } from 'hono';
import { type Clock, listen } from 'zapier-local';

/** A received delivery. */
export interface Arrival {
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds on the sender's clock since the receiver was started. */
  readonly at: number;
}

/** A server that receives webhooks. */
export interface Receiver {
  readonly url: string;
  readonly arrivals: Arrival[];
  /** The response by path: a status, or none. The default is 200. */
  answers: Readonly<Record<string, number | 'silence'>>;
  close(): Promise<void>;
}

/** Starts a receiver that uses the sender's clock. */
export const startReceiver = async (clock: Clock): Promise<Receiver> => {
  const started = clock.now();
  const app = new Hono();
  const arrivals: Arrival[] = [];
  const server = await listen(app);
  const receiver: Receiver = { url: server.url, arrivals, answers: {}, close: server.close };
  app.post('*', async (c) => {
    const { path, query } = { path: c.req.path, query: new URL(c.req.url).search };
    const headers = Object.fromEntries(c.req.raw.headers);
    arrivals.push({ path, query, headers, body: await c.req.text(), at: clock.now() - started });
    const answer = receiver.answers[path] ?? 200;
    if (answer === 'silence') await new Promise(() => undefined);
    return new Response(null, { status: answer === 'silence' ? 200 : answer });
  });
  return receiver;
};
