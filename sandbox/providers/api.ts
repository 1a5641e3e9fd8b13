import { Hono } from 'hono';
import { type Listening, listen } from 'zapier-local';
import { type ApiEnv, type FaultRule, withFaults } from './faults.ts';
import { maskBody } from './mask.ts';

const MAX_CALLS = 1000;
const MAX_BODY = 20_000;

/** A request to an emulator's API and its response, without headers and with secrets masked. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly requestBody: string;
  readonly responseBody: string;
  /** Response time. */
  readonly milliseconds: number;
}

/** An emulator's API, with its record of calls and its faults. */
export interface Api {
  readonly app: Hono<ApiEnv>;
  readonly calls: ApiCall[];
  fault: FaultRule;
  /** Starts the server. Closing it also ends faults that are waiting. */
  listen(): Promise<Listening>;
}

const shown = (body: string): string => (body.length > MAX_BODY ? `${body.length} characters` : maskBody(body));

/** Creates an API that records its calls and can be made to fail. */
export const createApi = (): Api => {
  const app = new Hono<ApiEnv>();
  const closing = new AbortController();
  const api: Api = {
    app,
    calls: [],
    fault: () => undefined,
    async listen() {
      const { url, close } = await listen(app);
      return {
        url,
        close: () => {
          closing.abort();
          return close();
        },
      };
    },
  };
  app.use(async (c, next) => {
    const started = performance.now();
    const requestBody = await c.req.text();
    await next();
    const { method, path } = c.req;
    const { status } = c.res;
    const milliseconds = performance.now() - started;
    const responseBody = c.res.body ? await c.res.clone().text() : '';
    api.calls.push({
      method,
      path,
      status,
      requestBody: shown(requestBody),
      responseBody: shown(responseBody),
      milliseconds,
    });
    if (api.calls.length > MAX_CALLS) api.calls.shift();
  });
  app.use(withFaults(() => api.fault, closing.signal));
  return api;
};
