import { Hono } from 'hono';
import { type Listening, listen } from 'zapier-local';
import { parseJson } from '../cli/parse-json.ts';
import { ADDRESSES } from './addresses.ts';

/** A request of the app to the provider. */
export interface ApiRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The provider's answer. The status is 0 if there was none. */
export interface ApiReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Passes a request on. */
export type Forward = (request: ApiRequest) => Promise<ApiReply>;

/** A request of the app and its answer. */
export interface Exchange {
  /** The setting or connection field with the address that it was sent to. */
  readonly address: string;
  readonly method: string;
  readonly status: number;
  readonly request: unknown;
  readonly response: unknown;
}

/** Stands between the app and the provider. The app can reach nothing else. */
export interface Recorder extends Listening {
  readonly exchanges: readonly Exchange[];
  /** The address for the app instead of the provider's. */
  addressOf(name: string): string;
  /** Lets requests pass that change something, until the function has ended. Others are refused, and never reach the provider. */
  allowing<T>(run: () => Promise<T>): Promise<T>;
}

const TIMEOUT = 15_000;
/** Headers of one connection, and those that no longer apply to a body that was decoded. */
const OF_CONNECTION = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'content-encoding',
  'keep-alive',
]);

const copied = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !OF_CONNECTION.has(name)));

/** Sends a request to the provider. */
export const overNetwork: Forward = async ({ method, url, headers, body }) => {
  try {
    const init: RequestInit = { method, headers, redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT) };
    const response = await fetch(url, method === 'GET' ? init : { ...init, body });
    return { status: response.status, headers: copied(response.headers), body: await response.text() };
  } catch {
    return { status: 0, headers: {}, body: '' };
  }
};

/** Statuses that have no body. */
const EMPTY = new Set([204, 205, 304]);

/**
 * Starts a recorder on the loopback.
 *
 * @param bases the provider's addresses, by the setting or connection field that contains each
 */
export const startRecorder = async (bases: Readonly<Record<string, string>>, forward: Forward): Promise<Recorder> => {
  const exchanges: Exchange[] = [];
  let isAllowed = false;
  const app = new Hono();
  app.all('*', async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const [, address = '', rest = ''] = /^\/([^/]+)(.*)$/.exec(pathname) ?? [];
    const base = bases[address];
    const { method } = c.req;
    if (base === undefined) return c.json({ error: 'unknown address' }, 404);
    if (method !== 'GET' && !isAllowed && !ADDRESSES[address]?.isSignIn) return c.json({ error: 'not confirmed' }, 403);
    const body = await c.req.text();
    const url = `${base.replace(/\/+$/, '')}${rest}${search}`;
    const reply = await forward({ method, url, headers: copied(c.req.raw.headers), body });
    const { status } = reply;
    exchanges.push({ address, method, status, request: parseJson(body), response: parseJson(reply.body) });
    if (status === 0) return c.json({ error: 'no answer' }, 502);
    return new Response(EMPTY.has(status) ? null : reply.body, { status, headers: reply.headers });
  });
  const server = await listen(app);
  return {
    ...server,
    exchanges,
    addressOf: (name) => `${server.url}/${name}`,
    async allowing(run) {
      isAllowed = true;
      try {
        return await run();
      } finally {
        isAllowed = false;
      }
    },
  };
};
