import { toApiError } from '../platform/api-errors.ts';
import { type ApiResponse, NOT_FOUND } from '../platform/api-response.ts';
import type { Context } from '../platform/context.ts';
import { joinUrl } from '../platform/env.ts';
import { appError } from '../platform/errors.ts';
import type { ApiRequest } from '../platform/http.ts';
import { asPathId, asRecord, asString, type JsonObject } from '../schema/json.ts';
import type { SignedSubscription, SubscribeRequest, Subscription, Subscriptions } from './provider.ts';

/** Where the secret that signs a webhook's deliveries comes from: the app creates it, or the API returns it. */
export type WebhookSecret =
  | { readonly from: 'app'; create(): string }
  | { readonly from: 'api'; read(data: JsonObject): unknown };

/** How a provider's API creates a webhook. */
type Creation<Key extends string> =
  | {
      /** The body of the request. @param secret the secret that the app created, otherwise empty */
      body(request: SubscribeRequest, secret: string): JsonObject;
    }
  | {
      /** Sends the request, where one request with a body is not enough. */
      create(context: Context<Key>, request: SubscribeRequest, secret: string): Promise<ApiResponse>;
    };

/** A provider's REST API for webhooks: `POST /webhooks` creates one, and `DELETE /webhooks/ID` deletes it. */
export type RestWebhooks<Key extends string> = Creation<Key> & {
  /** Sends a request with the credentials of the connection. */
  call(
    context: Context<Key>,
    method: 'POST' | 'DELETE',
    path: string,
    rest: Pick<ApiRequest, 'body' | 'secrets'>,
  ): Promise<ApiResponse>;
  /** The path for all webhooks. A function, because it may be a setting. */
  path(): string;
  /** The ID of a new webhook in the response. */
  id(data: JsonObject): unknown;
  /** What the API calls a webhook. By default “webhook”. */
  readonly noun?: string;
  /** What the user has to do if the response has no ID. By default to turn the Zap on again. */
  readonly remedy?: string;
};

type Signed = { readonly secret: WebhookSecret };

/**
 * The subscriptions of a provider with a REST API for webhooks.
 *
 * A secret in a response is not logged: `send` reads responses raw, and core logs no raw body.
 */
export function restSubscriptions<Key extends string>(
  webhooks: RestWebhooks<Key> & Signed,
): Subscriptions<Key, SignedSubscription>;
export function restSubscriptions<Key extends string>(webhooks: RestWebhooks<Key>): Subscriptions<Key>;
export function restSubscriptions<Key extends string>(
  webhooks: RestWebhooks<Key> & Partial<Signed>,
): Subscriptions<Key> {
  const { call, path, secret: source, noun = 'webhook' } = webhooks;

  const create = (context: Context<Key>, request: SubscribeRequest, secret: string) =>
    'create' in webhooks
      ? webhooks.create(context, request, secret)
      : call(context, 'POST', path(), { body: webhooks.body(request, secret), secrets: [secret] });

  // An unsafe ID could lead to another path.
  const unsubscribe = async (context: Context<Key>, { id, secret }: Subscription): Promise<ApiResponse> =>
    asPathId(id) === undefined ? NOT_FOUND : call(context, 'DELETE', joinUrl(path(), id), { secrets: [secret] });

  return {
    unsubscribe,
    async subscribe(context, request) {
      const { label } = context.provider;
      const created = source?.from === 'app' ? source.create() : '';
      const response = await create(context, request, created);
      if (response.kind !== 'ok') throw toApiError(context, response);
      const data = asRecord(response.data);
      const id = asPathId(webhooks.id(data));
      const again = `Turn the Zap on again. If it happens again, contact ${label}’s support.`;
      if (id === undefined) {
        const { remedy = again } = webhooks;
        const message = `${label} created the ${noun} but did not return its ID, so it cannot be deleted later.`;
        throw appError(context, `${message} ${remedy}`);
      }
      if (!source) return { id };
      const secret = source.from === 'app' ? created : asString(source.read(data));
      if (secret) return { id, secret };
      // Otherwise a webhook would remain whose deliveries cannot be verified.
      const { kind } = await unsubscribe(context, { id });
      const end = kind === 'ok' ? 'so it was deleted' : `which could not be deleted. Delete it in ${label}`;
      throw appError(context, `${label} created the ${noun} without a signing secret, ${end}. ${again}`);
    },
  };
}
