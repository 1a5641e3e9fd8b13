import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { createRateLimit } from './rate-limit.ts';
import { readBody } from './read-body.ts';
import { renameHeaders } from './rename-headers.ts';

/** A request as Zapier passes it to an app. @see https://docs.zapier.com/platform/build-cli/core#bundle-rawrequest */
export interface HookRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** A failure of Zapier's webhook endpoint. */
export interface HookFault {
  /** The status that the sender gets. */
  readonly status: number;
  /** Whether Zapier received the request nevertheless: only its response fails, so the sender sends it again. */
  readonly isReceived: boolean;
}

/** A webhook URL of Zapier. */
export interface Hook {
  readonly isOn: boolean;
  accept(request: HookRequest): void;
  /** The failure of a request, if any. */
  fault?(request: HookRequest): HookFault | undefined;
}

/**
 * Zapier's webhook endpoint. It responds before the app sees the request, so the sender does not learn the result.
 *
 * @param isLimited whether the rate limit applies; false for long runs on a virtual clock
 */
export const createIngress = (find: (id: string) => Hook | undefined, clock: Clock, isLimited: () => boolean): Hono => {
  const app = new Hono();
  const limits = new Map<string, () => boolean>();
  app.all('/hooks/:id', async (c) => {
    const id = c.req.param('id');
    const hook = find(id);
    if (!hook?.isOn) return c.json({ status: 'error', message: 'This hook is gone.' }, 410);
    const isTooMany = limits.get(id) ?? createRateLimit(clock);
    limits.set(id, isTooMany);
    if (isLimited() && isTooMany()) return c.json({ status: 'error', message: 'Too many requests.' }, 429);
    const bytes = await readBody(c.req.raw);
    if (!bytes) return c.json({ status: 'error', message: 'Too large.' }, 413);
    const requestId = randomUUID();
    const request: HookRequest = {
      method: c.req.method,
      querystring: new URL(c.req.url).search.slice(1),
      headers: { ...renameHeaders(c.req.raw.headers), 'Http-X-Request-Id': requestId },
      content: bytes.toString('utf8'),
    };
    const fault = hook.fault?.(request);
    if (!fault || fault.isReceived) hook.accept(request);
    if (fault) return new Response('{"status":"error"}', { status: fault.status });
    return c.json({ status: 'success', id: requestId, request_id: requestId, attempt: requestId });
  });
  return app;
};
