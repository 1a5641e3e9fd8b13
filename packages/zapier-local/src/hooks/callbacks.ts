import { Hono } from 'hono';
import { readRequest } from './read-request.ts';
import type { HookRequest } from './request.ts';
import { accepted, gone, tooLarge } from './responses.ts';

/** A URL of `z.generateCallbackUrl()`. */
export interface Callback {
  /** Whether the action still waits for its request. */
  readonly isOpen: boolean;
  accept(request: HookRequest): void;
}

/** Zapier's endpoint for the URLs of `z.generateCallbackUrl()`. Each accepts one request. */
export const createCallbacks = (find: (id: string) => Callback | undefined): Hono => {
  const app = new Hono();
  app.post('/hooks/callback/:id', async (c) => {
    const callback = find(c.req.param('id'));
    if (!callback?.isOpen) return gone(c);
    const received = await readRequest(c);
    if (!received) return tooLarge(c);
    // Another request may have arrived meanwhile.
    if (!callback.isOpen) return gone(c);
    callback.accept(received.request);
    return accepted(c, received.requestId);
  });
  return app;
};
