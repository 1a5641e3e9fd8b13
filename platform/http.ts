import { Readable } from 'node:stream';
import type { HttpRequestOptions } from 'zapier-platform-core';
import { canBeTooDeep, isTooDeep } from '../verification/depth.ts';
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
  readonly secrets?: readonly (string | undefined)[];
  /** A time limit shared with other requests. */
  readonly signal?: AbortSignal;
  /** For possible health data: nothing of the response gets into an error. */
  readonly isPrivate?: boolean;
  /** The delay in the body of a 429, in seconds, where no header has one. */
  delayOf?(data: unknown): number | undefined;
}

/** Milliseconds. Well below the 30 s that Zapier gives a run. */
const TIMEOUT = 10_000;
/** Bytes of a response. */
const LARGEST_RESPONSE = 5_000_000;
/** Seconds until another try when a rate limit names no delay. */
const DEFAULT_DELAY = 60;

/** A time limit for one request, or for several together. */
export const requestTimeout = (): AbortSignal => AbortSignal.timeout(TIMEOUT);

/** Options that core's types do not declare. */
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

/** Core would serialize an object itself, but drop texts in curly braces. */
const serializeBody = (body: NonNullable<ApiRequest['body']>): Pick<Options, 'headers' | 'body'> =>
  body instanceof Readable
    ? { body }
    : { headers: { 'Content-Type': 'application/json; charset=utf-8' }, body: JSON.stringify(body) };

/** Reads a response to its end, so that an incomplete one is not a success. Returns undefined if it is too large. */
const readText = async (body: AsyncIterable<Uint8Array | string>): Promise<string | undefined> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    // Leaving the loop closes the connection.
    if (size > LARGEST_RESPONSE) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const parse = (content: string): unknown => {
  try {
    return JSON.parse(content);
  } catch {
    return undefined;
  }
};

const positiveSeconds = (value: string | number | undefined): number | undefined => {
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
};

/** The values of a connection, without those of fields that are not secret, such as an address. */
const secretsOf = ({ auth, provider }: Context): (string | undefined)[] => {
  const { fields } = provider.connection;
  return Object.keys(auth).flatMap((key) => (fields[key]?.type === 'string' ? [] : auth[key]));
};

/** The server was too slow, or may answer later: another try may succeed. */
const TEMPORARY = [408, 425];

/** What is wrong with the body of a successful response. */
const problemOf = (method: ApiRequest['method'], text: string, data: unknown): string | undefined => {
  if (data === undefined && text.trim() !== '') return 'sent a response that is not JSON';
  // Also a compressed response that ends before its first byte: it must not look like a record that does not exist.
  if (method === 'GET' && (data === undefined || data === null)) return 'sent an empty response';
  return canBeTooDeep(text) && isTooDeep(data) ? 'sent a response that is nested too deeply' : undefined;
};

/**
 * Sends a request through Zapier's client and sorts the outcome.
 *
 * Redirects are not followed: they would send credentials to an address that the user did not enter.
 */
export const send = async (context: Context, request: ApiRequest): Promise<ApiResponse> => {
  const { method, url, headers, params, body, isPrivate = false } = request;
  const sent = body && serializeBody(body);
  // Not core's own timeout, which starts again for the body.
  const signal = request.signal ?? requestTimeout();
  const options: Options = {
    method,
    url,
    headers: { Accept: 'application/json', 'User-Agent': 'Zapier', ...sent?.headers, ...headers },
    ...(params && { params }),
    ...(sent && { body: sent.body }),
    signal,
    redirect: 'manual',
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    merge: false,
  };
  try {
    // Raw, so that the size can be limited and core logs no body.
    const response = await context.z.request({ ...options, raw: true });
    const { status } = response;
    const content = await readText(response.body);
    if (content === undefined) return { kind: 'unavailable', cause: 'sent a response that is too large' };
    // Freshpaint does not answer with JSON.
    const text = isPrivate ? '' : content;
    const data = parse(text);
    if (status === 429) {
      const header = response.getHeader('x-rate-limited-for') ?? response.getHeader('retry-after');
      const seconds = positiveSeconds(header) ?? positiveSeconds(request.delayOf?.(data)) ?? DEFAULT_DELAY;
      return { kind: 'throttled', seconds };
    }
    if (status >= 500 || TEMPORARY.includes(status)) {
      return { kind: 'unavailable', cause: `answered with the error ${status}` };
    }
    if (status >= 400) {
      const secrets = [...secretsOf(context), ...(request.secrets ?? [])];
      return { kind: 'refused', status, message: redactedMessage(data, secrets) };
    }
    if (status >= 300) return { kind: 'refused', status, message: '' };
    const problem = problemOf(method, text, data);
    return problem ? { kind: 'unavailable', cause: problem } : { kind: 'ok', status, data };
  } catch (error) {
    // Once an app has a session, core throws this for every 401, whatever the options.
    if (error instanceof Error && error.name === 'RefreshAuthError')
      return { kind: 'refused', status: 401, message: '' };
    return { kind: 'unavailable', cause: signal.aborted ? 'did not answer in time' : 'could not be reached' };
  }
};
