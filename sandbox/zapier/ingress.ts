import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../clock.ts';

/** A request as Zapier passes it to an app. @see https://docs.zapier.com/platform/build-cli/core#bundle-rawrequest */
export interface HookRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** Zapier's limits: https://docs.zapier.com/platform/build/hook-trigger */
export const LIMITS = { bytes: 10 * 1024 * 1024, perSecond: 30, perFiveMinutes: 10_000 } as const;

const UNPREFIXED = new Set(['Content-Type', 'Content-Length']);

/** The name under which an app gets a header: `x-delivery-hmac-sha256` becomes `Http-X-Delivery-Hmac-Sha256`. */
export const renameHeader = (name: string): string => {
  const capitalized = name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('-');
  return UNPREFIXED.has(capitalized) ? capitalized : `Http-${capitalized}`;
};

const renameHeaders = (headers: Headers): Record<string, string> => {
  const renamed: Record<string, string> = {};
  headers.forEach((value, name) => {
    renamed[renameHeader(name)] = value;
  });
  return renamed;
};

/** Reads a body. Returns undefined, and stops reading, once it is larger than Zapier accepts. */
const readBody = async ({ body }: Request): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LIMITS.bytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

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

/** Counts the requests to one URL. The returned function adds one, or returns true if there are too many. */
const createRateLimit = (clock: Clock) => {
  let times: number[] = [];
  return (): boolean => {
    const now = clock.now();
    times = times.filter((time) => now - time < 300_000);
    const lastSecond = times.filter((time) => now - time < 1000).length;
    if (lastSecond >= LIMITS.perSecond || times.length >= LIMITS.perFiveMinutes) return true;
    times.push(now);
    return false;
  };
};

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
