import { Hono } from 'hono';
import { type ApiEnv, type FaultRule, withFaults } from './faults.ts';

const MOST_CALLS = 1000;

/** An emulator's API, with its record of calls and its faults. */
export interface Api {
  readonly app: Hono<ApiEnv>;
  readonly calls: { method: string; path: string; status: number }[];
  fault: FaultRule;
}

/** Makes an API that remembers its calls and can be made to fail. */
export const makeApi = (): Api => {
  const app = new Hono<ApiEnv>();
  const api: Api = { app, calls: [], fault: () => undefined };
  app.use(async (c, next) => {
    await next();
    api.calls.push({ method: c.req.method, path: c.req.path, status: c.res.status });
    if (api.calls.length > MOST_CALLS) api.calls.shift();
  });
  app.use(withFaults(() => api.fault));
  return api;
};
