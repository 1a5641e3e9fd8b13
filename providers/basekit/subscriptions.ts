import type { ApiResponse } from '../../platform/api-response.ts';
import type { Context } from '../../platform/context.ts';
import { env } from '../../platform/env.ts';
import { asPathId, asRecord } from '../../schema/json.ts';
import type { SubscribeRequest } from '../provider.ts';
import { restSubscriptions } from '../rest-subscriptions.ts';
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

const toBody = ({ type, url }: Pick<SubscribeRequest, 'type' | 'url'>) => ({ eventName: type, url });

/** Registers any URL for one event. */
export const createSubscription = (
  context: Context<BasekitField>,
  request: Pick<SubscribeRequest, 'type' | 'url'>,
): Promise<ApiResponse> => callBasekit(context, 'POST', path(), { body: toBody(request) });

/** The subscriptions of Zaps. */
export const subscriptions = restSubscriptions<BasekitField>({
  call: callBasekit,
  path,
  noun: 'subscription',
  body: toBody,
  id: readId,
});
