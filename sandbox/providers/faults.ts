import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';

/** A failure of an API. */
export interface Fault {
  /** Responds with this status instead of doing the work. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds to wait before anything else. */
  readonly delay?: number;
  /** Does the work, then closes the connection in the middle of the response. */
  readonly cutOff?: boolean;
}

/** The fault of a request, if any. */
export type FaultRule = (method: string, path: string) => Fault | undefined;

/** The environment of an API that can fail. */
export type ApiEnv = { Bindings: HttpBindings };

/**
 * Makes an API fail by a rule that can change at any time.
 *
 * @param closing ends every wait: a timer would keep the process alive after the server has closed
 */
export const withFaults = (rule: () => FaultRule, closing: AbortSignal) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const fault = rule()(c.req.method, c.req.path);
    if (!fault) return next();
    if (fault.delay) await sleep(fault.delay, undefined, { signal: closing }).catch(() => undefined);
    if (closing.aborted) return c.body(null, 503);
    if (fault.cutOff) {
      await next();
      const { outgoing } = c.env;
      outgoing.writeHead(c.res.status, { 'content-type': 'application/json', 'content-length': '1000' });
      outgoing.write('{"');
      outgoing.destroy();
      // A returned response would be ignored, and Hono would add the headers of the old one to it.
      const { status } = c.res;
      c.res = undefined;
      c.res = new Response(null, { status, headers: RESPONSE_ALREADY_SENT.headers });
      return undefined;
    }
    if (fault.status === undefined) return next();
    const text = typeof fault.body === 'string' ? fault.body : JSON.stringify(fault.body ?? { error: 'fault' });
    return new Response(text, {
      status: fault.status,
      headers: { 'content-type': 'application/json', ...fault.headers },
    });
  });

/**
 * A rule for the requests with a method and path, for a number of times or always.
 *
 * @param path a pattern, or how the path starts
 */
export const failing = (
  method: string,
  path: RegExp | string,
  fault: Fault,
  times = Number.POSITIVE_INFINITY,
): FaultRule => {
  const matches = (requestPath: string) =>
    typeof path === 'string' ? requestPath.startsWith(path) : path.test(requestPath);
  let left = times;
  return (requestMethod, requestPath) => {
    if (requestMethod !== method || !matches(requestPath) || left <= 0) return undefined;
    left -= 1;
    return fault;
  };
};
