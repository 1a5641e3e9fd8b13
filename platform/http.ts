import { Readable } from 'node:stream';
import type { HttpRequestOptions } from 'zapier-platform-core';
import type { Context } from '../providers/provider.ts';
import { isRecord } from '../schema/json.ts';
import type { ApiResponse } from './api-response.ts';

/** A call to a provider's API. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, string | number>>;
  readonly body?: Readable | Readonly<Record<string, unknown>>;
  /** Values sent along that must not come back in an error, besides those of the connection. */
  readonly secrets?: readonly string[];
  /** A time limit that it shares with other calls; one of its own unless told otherwise. */
  readonly signal?: AbortSignal;
  /** For what may be health data, to an API whose status says it all: nothing of the answer gets into an error or a log. */
  readonly isPrivate?: boolean;
}

/** Well under the 30 s that Zapier gives a whole run. */
const TIMEOUT = 10_000;
const DEFAULT_DELAY = 60;
const QUOTE_LENGTH = 200;
const SHORTEST_SECRET = 4;

/** A time limit for one call, or for several that belong together. */
export const requestTimeout = (): AbortSignal => AbortSignal.timeout(TIMEOUT);

/** Finds the sentence for people in the error bodies that the providers document: at the top, or one or two levels down. */
const findMessage = (data: unknown, depth = 0): string => {
  if (!isRecord(data) || depth > 2) return '';
  const { errors, error, message, detail, error_description: description } = data;
  if (Array.isArray(errors)) {
    const sentences = errors.map((one) => findMessage(one, depth + 1));
    return sentences.filter(Boolean).join('; ');
  }
  const found = [description, message, detail, error].find((value) => typeof value === 'string' && value !== '');
  return typeof found === 'string' ? found : findMessage(error, depth + 1);
};

/** A provider's error text may repeat what it was sent, so everything secret is cut out before a user reads it. */
const redactedMessage = (call: Context, request: ApiRequest, data: unknown): string => {
  const secrets = [...Object.values(call.auth), ...(request.secrets ?? [])];
  const forms = secrets
    .flatMap((value) => [value ?? '', ...(value ?? '').split(/\s+/)])
    .filter((secret) => secret.length >= SHORTEST_SECRET)
    .flatMap((secret) => [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]);
  let sentence = findMessage(data);
  // The longest first: cut out on its own, a user name would leave the password that follows it in HTTP Basic unknown.
  for (const form of forms.sort((a, b) => b.length - a.length)) sentence = sentence.replaceAll(form, '…');
  return sentence.replace(/\s+/g, ' ').trim().slice(0, QUOTE_LENGTH);
};

/** Not in core's types, but read by its middleware. */
interface Untyped {
  /** Otherwise a 429 is thrown before anyone can read the provider's delay. */
  readonly throwForThrottlingEarly: false;
  /**
   * Otherwise core merges every request with the whole definition of the app, and refuses what a user typed in curly braces. Without
   * it core keeps notes of answers for the errors that it adds context to; `contain` lets none of those out.
   */
  readonly merge: false;
}

type Options = HttpRequestOptions & Untyped & { url: string; signal: AbortSignal };

/** Sends a request. Core logs every answer but a raw one. */
const fetchAnswer = async (call: Context, options: Options, isPrivate: boolean) => {
  if (!isPrivate) {
    const response = await call.z.request(options);
    return { response, text: response.content };
  }
  const response = await call.z.request({ ...options, raw: true });
  // Read to its end, so that an answer that breaks off is not taken for a whole one.
  await response.text();
  return { response, text: '' };
};

/** The body as core is to send it. An object it would write itself, but without what stands in curly braces. */
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

const secondsIn = (header: string | undefined): number => {
  const seconds = Number(header);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : DEFAULT_DELAY;
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : '');

/**
 * Sends one request through Zapier's client and sorts what came of it.
 *
 * Redirects are not followed: they would carry credentials and secrets to an address nobody typed in.
 */
export const send = async (call: Context, request: ApiRequest): Promise<ApiResponse> => {
  const { method, url, headers, params, body, isPrivate = false } = request;
  const content = body && serializeBody(body);
  const options: Options = {
    method,
    url,
    headers: { Accept: 'application/json', 'User-Agent': 'Zapier', ...content?.headers, ...headers },
    ...(params && { params }),
    ...(content && { body: content.body }),
    // Not core's own timeout, which counts anew for the body.
    signal: request.signal ?? requestTimeout(),
    redirect: 'manual',
    skipThrowForStatus: true,
    throwForThrottlingEarly: false,
    merge: false,
  };
  try {
    const { response, text } = await fetchAnswer(call, options, isPrivate);
    const { status } = response;
    const data = parse(text);
    if (status === 429) {
      const delay = response.getHeader('x-rate-limited-for') ?? response.getHeader('retry-after');
      return { kind: 'throttled', seconds: secondsIn(delay) };
    }
    if (status >= 500) return { kind: 'unavailable', why: `answered with the error ${status}` };
    if (status >= 400) return { kind: 'refused', status, said: redactedMessage(call, request, data) };
    if (status >= 300) return { kind: 'refused', status, said: 'The address has moved.' };
    if (data === undefined && text.trim() !== '') {
      return { kind: 'unavailable', why: 'answered with something that is not JSON' };
    }
    return { kind: 'ok', status, data };
  } catch (error) {
    // Core throws this for every 401 once an app has a session, whatever the request says.
    if (nameOf(error) === 'RefreshAuthError') return { kind: 'refused', status: 401, said: '' };
    const isTimeout = error instanceof Error && /timeout|timed out|aborted/i.test(error.message);
    return { kind: 'unavailable', why: isTimeout ? 'did not answer in time' : 'could not be reached' };
  }
};
