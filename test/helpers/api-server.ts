import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AppEvent, AppProcess } from 'zapier-local';
import { sourceApp } from './sandbox.ts';

/** A response of a provider's API, byte for byte. */
export interface ApiAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sends nothing. */
  readonly isSilent?: boolean;
}

/** An API that gives every request the answer that a test sets. */
export interface ApiServer {
  readonly url: string;
  /** The path of each request. */
  readonly paths: string[];
  answer: ApiAnswer | ((sent: string) => ApiAnswer);
  close(): Promise<void>;
}

/** Starts it. Not on Hono, which refuses some pairs of status and body. */
export const startApiServer = (): Promise<ApiServer> =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      api.paths.push(request.url ?? '');
      void text(request).then((sent) => {
        const { answer } = api;
        const { status, body, headers, isSilent } = typeof answer === 'function' ? answer(sent) : answer;
        if (isSilent) return;
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(body);
      });
    });
    const close = () =>
      new Promise<void>((done) => {
        server.close(() => done());
        server.closeAllConnections();
      });
    const api: ApiServer = { url: '', paths: [], answer: { status: 200, body: '{}' }, close };
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(Object.assign(api, { url: `http://127.0.0.1:${Object(address).port}` }));
    });
  });

/** The app, with changes to the events that call some of its methods. */
export const appWhere =
  (method: RegExp, change: (event: AppEvent) => object): (() => AppProcess) =>
  () => {
    const real = sourceApp();
    return {
      ...real,
      invoke: (event) => real.invoke(method.test(event.method ?? '') ? { ...event, ...change(event) } : event),
    };
  };

/** The app, as a developer's own Zap runs it, with the APIs that triggers read at another address. */
export const appWith = (apiUrl: () => string): (() => AppProcess) =>
  appWhere(/^triggers\.\w+\.operation\.perform$/, ({ bundle, environment }) => ({
    // Core cannot pass on a parsed body of thousands of levels, whatever the app does, and the app reads only the raw one.
    bundle: { ...bundle, cleanedRequest: {} },
    environment: { ...environment, BUILDR_API_URL: apiUrl(), FIRESPRING_API_URL: apiUrl() },
    isDeveloper: true,
  }));
