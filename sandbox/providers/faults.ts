import { setTimeout as sleep } from 'node:timers/promises';
import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { createMiddleware } from 'hono/factory';

/** A way for an API to fail. */
export interface Fault {
  /** Answers this in place of what it should. */
  readonly status?: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds before anything else happens. */
  readonly delay?: number;
  /** Does the work, then breaks the connection in the middle of the answer. */
  readonly cutOff?: boolean;
}

/** What to do about a request: nothing for most. */
export type FaultRule = (method: string, path: string) => Fault | undefined;

/** The environment of an API that can fail. */
export type ApiEnv = { Bindings: HttpBindings };

/** Lets an API fail by a rule that can change at any time. */
export const withFaults = (rule: () => FaultRule) =>
  createMiddleware<ApiEnv>(async (c, next) => {
    const fault = rule()(c.req.method, c.req.path);
    if (!fault) return next();
    if (fault.delay) await sleep(fault.delay);
    if (fault.cutOff) {
      await next();
      const { outgoing } = c.env;
      outgoing.writeHead(c.res.status, { 'content-type': 'application/json', 'content-length': '1000' });
      outgoing.write('{"');
      outgoing.destroy();
      // Once something was answered, Hono ignores what is returned here, and adds the headers of one answer to the next.
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

/** A rule for some requests, a number of times or for good. */
export const failing = (method: string, path: RegExp, fault: Fault, times = Number.POSITIVE_INFINITY): FaultRule => {
  let left = times;
  return (itsMethod, itsPath) => {
    if (itsMethod !== method || !path.test(itsPath) || left <= 0) return undefined;
    left -= 1;
    return fault;
  };
};
