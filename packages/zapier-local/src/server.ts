import { serve } from '@hono/node-server';

/** A running server. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a server, by default on the loopback and on a free port. */
export const listen = (
  { fetch }: Pick<Parameters<typeof serve>[0], 'fetch'>,
  port = 0,
  hostname = '127.0.0.1',
): Promise<Listening> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, hostname, port }, (address) => {
      resolve({
        url: `http://${hostname.includes(':') ? `[${hostname}]` : hostname}:${address.port}`,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            if ('closeAllConnections' in server) server.closeAllConnections();
          }),
      });
    });
    server.once('error', reject);
  });
