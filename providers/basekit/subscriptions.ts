import { toApiError } from '../../platform/api-errors.ts';
import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import type { Context } from '../../platform/context.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { appError } from '../../platform/errors.ts';
import { asPathId, asRecord } from '../../schema/json.ts';
import type { SubscribeRequest, Subscription } from '../provider.ts';
import { callBasekit } from './api.ts';
import type { BasekitField } from './connection.ts';

/** BaseKit does not publish the path of its subscription endpoint, so it is a setting. */
const path = (): string => env('BASEKIT_SUBSCRIPTIONS_PATH', '/webhooks/subscriptions');

/** The ID of a subscription. BaseKit's API calls IDs `ref` and wraps the object. The response is not documented, so several forms are accepted. */
export const readId = (data: unknown): string | undefined => {
  const outer = asRecord(data);
  const inner = asRecord(outer['subscription']);
  return [outer['ref'], outer['id'], inner['ref'], inner['id']].map(asPathId).find((id) => id !== undefined);
};

/** Registers a URL for one event. */
export const createSubscription = (
  context: Context<BasekitField>,
  { type, url }: Pick<SubscribeRequest, 'type' | 'url'>,
): Promise<ApiResponse> => callBasekit(context, 'POST', path(), { body: { eventName: type, url } });

/** Registers a Zap's URL for one event. */
export const subscribe = async (context: Context<BasekitField>, request: SubscribeRequest): Promise<Subscription> => {
  const response = await createSubscription(context, request);
  if (response.kind !== 'ok') throw toApiError(context, response);
  const id = readId(response.data);
  if (id === undefined) {
    throw appError(
      context,
      'BaseKit created the subscription but did not return its ID, so it cannot be deleted later. Turn the Zap on again. If it happens again, contact BaseKit’s support.',
    );
  }
  return { id };
};

/** Removes a registration. */
export const unsubscribe = async (context: Context<BasekitField>, { id }: Subscription): Promise<ApiResponse> =>
  asPathId(id) === undefined ? NOT_FOUND : callBasekit(context, 'DELETE', joinUrl(path(), id));
