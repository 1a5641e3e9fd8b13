import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Clock } from '../clock.ts';

/** A request as Zapier hands it to an app. @see https://docs.zapier.com/platform/build-cli/core#bundle-rawrequest */
export interface HookRequest {
  readonly method: string;
  readonly querystring: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

/** Zapier takes no more than this: https://docs.zapier.com/platform/build/hook-trigger */
export const LIMITS = { bytes: 10 * 1024 * 1024, perSecond: 30, perFiveMinutes: 10_000 } as const;

const UNPREFIXED = new Set(['Content-Type', 'Content-Length']);

/** `x-delivery-hmac-sha256` reaches an app as `Http-X-Delivery-Hmac-Sha256`. */
export const renameHeader = (name: string): string => {
  const capitalised = name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase())
    .join('-');
  return UNPREFIXED.has(capitalised) ? capitalised : `Http-${capitalised}`;
};

const renameHeaders = (headers: Headers): Record<string, string> => {
  const renamed: Record<string, string> = {};
  headers.forEach((value, name) => {
    renamed[renameHeader(name)] = value;
  });
  return renamed;
};

/** A way for Zapier's door to fail. */
export interface HookFault {
  /** What the sender is told. */
  readonly status: number;
  /** Whether the request was taken in all the same: only the answer went wrong, so the sender sends it again. */
  readonly isTaken: boolean;
}

/** What Zapier knows about the URL that a request came to. */
export interface Hook {
  readonly isOn: boolean;
  accept(request: HookRequest): void;
  /** What goes wrong with a request, if anything. */
  fault?(request: HookRequest): HookFault | undefined;
}

/** Keeps the times of the last hooks of one URL and says whether there were too many. */
const rateOf = (clock: Clock) => {
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
 * The public side of Zapier's hooks. It answers the sender before the app sees the request, so a sender learns nothing about what
 * the app makes of it.
 *
 * @param isLimited false lifts the limit, for long runs on a clock that stands still
 */
export const makeIngress = (find: (id: string) => Hook | undefined, clock: Clock, isLimited: () => boolean): Hono => {
  const app = new Hono();
  const rates = new Map<string, () => boolean>();
  app.all('/hooks/:id', async (c) => {
    const id = c.req.param('id');
    const hook = find(id);
    if (!hook?.isOn) return c.json({ status: 'error', message: 'This hook is gone.' }, 410);
    const rate = rates.get(id) ?? rateOf(clock);
    rates.set(id, rate);
    if (isLimited() && rate()) return c.json({ status: 'error', message: 'Too many requests.' }, 429);
    const bytes = Buffer.from(await c.req.arrayBuffer());
    if (bytes.length > LIMITS.bytes) return c.json({ status: 'error', message: 'Too large.' }, 413);
    const request = randomUUID();
    const hooked: HookRequest = {
      method: c.req.method,
      querystring: new URL(c.req.url).search.slice(1),
      headers: { ...renameHeaders(c.req.raw.headers), 'Http-X-Request-Id': request },
      content: bytes.toString('utf8'),
    };
    const fault = hook.fault?.(hooked);
    if (!fault || fault.isTaken) hook.accept(hooked);
    if (fault) return new Response('{"status":"error"}', { status: fault.status });
    return c.json({ status: 'success', id: request, request_id: request, attempt: request });
  });
  return app;
};
