import { toApiError } from '../../platform/api-errors.ts';
import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { appError } from '../../platform/errors.ts';
import { asPathId, isRecord } from '../../schema/json.ts';
import type { Context, Provider, SubscribeRequest, Subscription } from '../provider.ts';
import { callBasekit } from './api.ts';

/** BaseKit does not publish where its subscription endpoint is, so a deployment can move it. */
const path = (): string => env('BASEKIT_SUBSCRIPTIONS_PATH', '/webhooks/subscriptions');

/** The number of a subscription. Ids are called `ref` in BaseKit's API, in a singular envelope; what is not documented is read tolerantly. */
export const readId = (data: unknown): string | undefined => {
  if (!isRecord(data)) return undefined;
  const inner = isRecord(data['subscription']) ? data['subscription'] : {};
  return [data['ref'], data['id'], inner['ref'], inner['id']].map(asPathId).find((id) => id !== undefined);
};

/** Registers a URL for one event. */
export const createSubscription = (
  call: Context,
  { type, url }: Pick<SubscribeRequest, 'type' | 'url'>,
): Promise<ApiResponse> => callBasekit(call, 'POST', path(), { body: { eventName: type, url } });

/** Registers a Zap's URL for one event. */
export const subscribe = async (
  provider: Provider,
  call: Context,
  request: SubscribeRequest,
): Promise<Subscription> => {
  const reply = await createSubscription(call, request);
  if (reply.kind !== 'ok') throw toApiError(call, provider, reply);
  const id = readId(reply.data);
  if (id === undefined) {
    throw appError(
      call,
      'BaseKit took the subscription but did not say its number, so it could not be ended later. Turn the Zap on again; if it happens again, ask BaseKit’s support.',
    );
  }
  return { id };
};

/** Takes a registration back. */
export const unsubscribe = async (call: Context, id: string): Promise<ApiResponse> =>
  asPathId(id) === undefined ? NOT_FOUND : callBasekit(call, 'DELETE', joinUrl(path(), id));
