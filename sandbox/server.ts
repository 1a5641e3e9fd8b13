import { serve } from '@hono/node-server';

/** A server on the loopback. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens on the loopback, on a free port, unless told otherwise. */
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
