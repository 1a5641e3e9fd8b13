import { Hono } from 'hono';
import { type ApiEnv, type FaultRule, withFaults } from './faults.ts';
import { maskBody } from './mask.ts';

const MOST_CALLS = 1000;
const LONGEST_BODY = 20_000;

/** A request that an emulator's API saw, and what it answered: without headers, and with what is secret covered. */
export interface ApiCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly sent: string;
  readonly answered: string;
  /** How long the API took to answer. */
  readonly milliseconds: number;
}

/** An emulator's API, with its record of calls and its faults. */
export interface Api {
  readonly app: Hono<ApiEnv>;
  readonly calls: ApiCall[];
  fault: FaultRule;
}

const shown = (body: string): string => (body.length > LONGEST_BODY ? `${body.length} characters` : maskBody(body));

/** Makes an API that remembers its calls and can be made to fail. */
export const makeApi = (): Api => {
  const app = new Hono<ApiEnv>();
  const api: Api = { app, calls: [], fault: () => undefined };
  app.use(async (c, next) => {
    const started = performance.now();
    const sent = await c.req.text();
    await next();
    const { method, path } = c.req;
    const { status } = c.res;
    const milliseconds = performance.now() - started;
    const answered = c.res.body ? await c.res.clone().text() : '';
    api.calls.push({ method, path, status, sent: shown(sent), answered: shown(answered), milliseconds });
    if (api.calls.length > MOST_CALLS) api.calls.shift();
  });
  app.use(withFaults(() => api.fault));
  return api;
};
