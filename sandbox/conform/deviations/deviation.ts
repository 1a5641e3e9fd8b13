import { isRecord, type JsonObject } from '../../../schema/json.ts';
import type { Scheme } from '../../../verification/scheme.ts';
import { parseJson } from '../../cli/parse-json.ts';
import type { SignedRequest } from '../../providers/emulator.ts';
import type { ApiReply, ApiRequest, Forward } from '../recorder.ts';

/** A delivery that a deviating provider is about to send. */
export interface Outgoing {
  readonly scheme: Scheme;
  readonly body: JsonObject;
  /** Signs it, with changes. */
  sign(changes?: { readonly scheme?: Scheme; readonly body?: JsonObject; readonly secret?: string }): SignedRequest;
}

/** A way in which an emulator differs on purpose from what the app assumes. */
export interface Deviation {
  readonly text: string;
  /** The ID of the assumption that must not hold. */
  readonly breaks: string;
  /** Other assumptions that do not hold then. */
  readonly also?: readonly string[];
  /** What the finding must contain. */
  readonly finding: string;
  /** Changes the API. */
  readonly api?: (forward: Forward) => Forward;
  /** Changes a delivery. */
  readonly delivery?: (outgoing: Outgoing) => SignedRequest;
  /** The settings with which the assumption holds again, from those of the emulator. */
  readonly fix?: (settings: Readonly<Record<string, string>>) => Readonly<Record<string, string>>;
}

const NOT_FOUND: ApiReply = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: '{"error":"not_found"}',
};

/** Moves a part of the API to another path. */
export const moved =
  (from: string, to: string) =>
  (forward: Forward): Forward =>
  async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname.startsWith(to)) return forward({ ...request, url: request.url.replace(to, from) });
    return pathname.startsWith(from) ? NOT_FOUND : forward(request);
  };

/** Changes the answers to requests with a method and path. */
export const answering =
  (method: string, path: RegExp, change: (reply: ApiReply, request: ApiRequest) => ApiReply) =>
  (forward: Forward): Forward =>
  async (request) => {
    const reply = await forward(request);
    return request.method === method && path.test(new URL(request.url).pathname) ? change(reply, request) : reply;
  };

/** Changes the JSON of successful answers. */
export const rewriting = (method: string, path: RegExp, change: (data: JsonObject) => unknown) =>
  answering(method, path, (reply) => {
    const data = parseJson(reply.body);
    return reply.status < 300 && isRecord(data) ? { ...reply, body: JSON.stringify(change(data)) } : reply;
  });

/** Answers with another status. */
export const withStatus =
  (status: number) =>
  (reply: ApiReply): ApiReply => ({ ...reply, status, body: reply.body || '{}' });

/** Refuses requests whose body contains a text. */
export const refusing =
  (path: RegExp, text: string, status: number) =>
  (forward: Forward): Forward =>
  async (request) =>
    path.test(new URL(request.url).pathname) && request.body.includes(text)
      ? { ...NOT_FOUND, status, body: '{"message":"unknown event"}' }
      : forward(request);

/** A delivery whose headers are named differently. */
export const withHeader =
  (from: string, to: string) =>
  ({ sign }: Outgoing): SignedRequest => {
    const { headers, ...request } = sign();
    const renamed = Object.entries(headers).map(([name, value]) => [
      name.toLowerCase() === from.toLowerCase() ? to : name,
      value,
    ]);
    return { ...request, headers: Object.fromEntries(renamed) };
  };

/** A delivery with another scheme. */
export const withScheme =
  (change: (scheme: Extract<Scheme, { kind: 'hmac' }>) => Scheme) =>
  ({ scheme, sign }: Outgoing): SignedRequest =>
    scheme.kind === 'hmac' ? sign({ scheme: change(scheme) }) : sign();

/** A delivery with another body, signed correctly. */
export const withBody =
  (change: (body: JsonObject) => JsonObject) =>
  ({ body, sign }: Outgoing): SignedRequest =>
    sign({ body: change(body) });

/** A body with a renamed field. */
export const renamed =
  (from: string, to: string) =>
  ({ [from]: value, ...rest }: JsonObject): JsonObject => ({ ...rest, [to]: value });
