import { Readable } from 'node:stream';
import type { HttpRequestOptions } from 'zapier-platform-core';
import type { ApiResponse } from './api-response.ts';
import type { Context } from './context.ts';
import { redactedMessage } from './redacted-message.ts';

/** A request to a provider's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly body?: Readable | Readonly<Record<string, unknown>>;
  /** Values in the request, besides those of the connection, that must not appear in an error. */
  readonly secrets?: readonly string[];
  /** A time limit shared with other requests. */
  readonly signal?: AbortSignal;
  /** For possible health data: nothing of the response gets into an error or a log. */
  readonly isPrivate?: boolean;
}

/** Milliseconds. Well below the 30 s that Zapier gives a run. */
const TIMEOUT = 10_000;
/** Seconds until another try when a rate limit names no delay. */
const DEFAULT_DELAY = 60;

/** A time limit for one request, or for several together. */
export const requestTimeout = (): AbortSignal => AbortSignal.timeout(TIMEOUT);

/** Options that core's types lack. */
interface UntypedOptions {
  /** Otherwise core throws for a 429 before the provider's delay can be read. */
  readonly throwForThrottlingEarly: false;
  /**
   * Otherwise core merges each request with the app's whole definition, and refuses curly braces that a user typed. Without it core
   * keeps responses for the errors it adds context to; `sanitizeErrors` replaces those.
   */
  readonly merge: false;
}

type Options = HttpRequestOptions & UntypedOptions & { url: string; signal: AbortSignal };

/** Core logs every response except a raw one. */
const fetchText = async ({ z }: Pick<Context, 'z'>, options: Options, isPrivate: boolean) => {
  if (!isPrivate) {
    const response = await z.request(options);
    return { response, text: response.content };
  }
  const response = await z.request({ ...options, raw: true });
  // Read to the end: a response that breaks off is not a success.
  await response.text();
  return { response, text: '' };
};

/** Core would serialize an object itself, but drop texts in curly braces. */
const serializeBody = (body: NonNullable<ApiRequest['body']>): Pick<Options, 'headers' | 'body'> =>
  body instanceof Readable
    ? { body }
    : { headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };

const parse = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

const secondsOf = (header: string | undefined): number => {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_DELAY;
};

/**
 * Sends a request through Zapier's client and sorts the outcome.
 *
 * Redirects are not followed: they would send credentials to an address that the user did not enter.
 */
export const send = async (context: Context, request: ApiRequest): Promise<ApiResponse> => {
  const { method, url, headers, params, body, isPrivate = false } = request;
  const content = body && serializeBody(body);
  // Not core's own timeout, which starts again for the body.
  const signal = request.signal ?? requestTimeout();
  const options: Options = {
    method,
    url,
    headers: { Accept: 'application/json', 'User-Agent': 'Zapier', ...content?.headers, ...headers },
    ...(params && { params }),
    ...(content && { body: content.body }),
    signal,
    redirect: 'manual',
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    merge: false,
  };
  try {
    const { response, text } = await fetchText(context, options, isPrivate);
    const { status } = response;
    const data = parse(text);
    if (status === 429) {
      const delay = response.getHeader('x-rate-limited-for') ?? response.getHeader('retry-after');
      return { kind: 'throttled', seconds: secondsOf(delay) };
    }
    if (status >= 500) return { kind: 'unavailable', cause: `answered with the error ${status}` };
    if (status >= 400) {
      const secrets = [...Object.values(context.auth), ...(request.secrets ?? [])];
      return { kind: 'refused', status, message: redactedMessage(data, secrets) };
    }
    if (status >= 300) return { kind: 'refused', status, message: 'The address has moved.' };
    if (data === undefined && text.trim() !== '') {
      return { kind: 'unavailable', cause: 'sent a response that is not JSON' };
    }
    return { kind: 'ok', status, data };
  } catch (error) {
    // Once an app has a session, core throws this for every 401, whatever the options.
    if (error instanceof Error && error.name === 'RefreshAuthError')
      return { kind: 'refused', status: 401, message: '' };
    return { kind: 'unavailable', cause: signal.aborted ? 'did not answer in time' : 'could not be reached' };
  }
};
