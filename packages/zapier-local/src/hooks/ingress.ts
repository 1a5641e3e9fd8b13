import { Hono } from 'hono';
import type { Clock } from '../clock.ts';
import { createRateLimit } from './rate-limit.ts';
import { readRequest } from './read-request.ts';
import type { HookRequest } from './request.ts';
import { accepted, gone, tooLarge, tooMany } from './responses.ts';

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
  /** Pauses the Zap: the API sent `DELETE` to the URL. */
  pause?(): void;
  /** The failure of a request, if any. */
  fault?(request: HookRequest): HookFault | undefined;
}

/**
 * Zapier's webhook endpoint. It responds before the app sees the request, so the sender does not learn the result.
 *
 * @param isLimited whether the rate limit applies; false for long runs on a virtual clock
 * @see https://docs.zapier.com/platform/build/hook-trigger
 */
export const createIngress = (find: (id: string) => Hook | undefined, clock: Clock, isLimited: () => boolean): Hono => {
  const app = new Hono();
  const limits = new Map<string, () => boolean>();
  app.all('/hooks/:id', async (c) => {
    const id = c.req.param('id');
    const hook = find(id);
    if (!hook?.isOn) return gone(c);
    const isTooMany = limits.get(id) ?? createRateLimit(clock);
    limits.set(id, isTooMany);
    if (isLimited() && isTooMany()) return tooMany(c);
    const received = await readRequest(c);
    if (!received) return tooLarge(c);
    const { request, requestId } = received;
    if (request.method === 'DELETE' && hook.pause) {
      hook.pause();
      return accepted(c, requestId);
    }
    const fault = hook.fault?.(request);
    if (!fault || fault.isReceived) hook.accept(request);
    if (fault) return new Response('{"status":"error"}', { status: fault.status });
    return accepted(c, requestId);
  });
  return app;
};
