import { randomUUID } from 'node:crypto';
import type { Context } from 'hono';
import { readBody } from './read-body.ts';
import { renameHeaders } from './rename-headers.ts';
import type { HookRequest } from './request.ts';

/** A request with Zapier's ID for it. */
export interface ReceivedRequest {
  readonly requestId: string;
  readonly request: HookRequest;
}

/** Reads a request as Zapier passes it to an app. Returns undefined if its body is larger than Zapier accepts. */
export const readRequest = async ({ req }: Context): Promise<ReceivedRequest | undefined> => {
  const bytes = await readBody(req.raw);
  if (!bytes) return undefined;
  const requestId = randomUUID();
  return {
    requestId,
    request: {
      method: req.method,
      querystring: new URL(req.url).search.slice(1),
      headers: { ...renameHeaders(req.raw.headers), 'Http-X-Request-Id': requestId },
      content: bytes.toString('utf8'),
    },
  };
};
