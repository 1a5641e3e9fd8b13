import { failed } from '../errors.ts';
import { explain } from '../explain.ts';
import { isRecord, pathIdIn } from '../json.ts';
import type { Call, Provider, SubscribeRequest, Subscription } from '../provider.ts';
import { NEVER_MADE, type Reply } from '../reply.ts';
import { join, setting } from '../settings.ts';
import { callBasekit } from './api.ts';

/** BaseKit does not publish where its subscription endpoint is, so a deployment can move it. */
const path = (): string => setting('BASEKIT_SUBSCRIPTIONS_PATH', '/webhooks/subscriptions');

/** The number of a subscription. Ids are called `ref` in BaseKit's API, in a singular envelope; what is not documented is read tolerantly. */
export const readId = (data: unknown): string | undefined => {
  if (!isRecord(data)) return undefined;
  const inner = isRecord(data['subscription']) ? data['subscription'] : {};
  return [data['ref'], data['id'], inner['ref'], inner['id']].map(pathIdIn).find((id) => id !== undefined);
};

/** Registers a URL for one event. */
export const createSubscription = (call: Call, { type, url }: Pick<SubscribeRequest, 'type' | 'url'>): Promise<Reply> =>
  callBasekit(call, 'POST', path(), { body: { eventName: type, url } });

/** Registers a Zap's URL for one event. */
export const subscribe = async (provider: Provider, call: Call, request: SubscribeRequest): Promise<Subscription> => {
  const reply = await createSubscription(call, request);
  if (reply.kind !== 'ok') throw explain(call, provider, reply);
  const id = readId(reply.data);
  if (id === undefined) {
    throw failed(
      call,
      'BaseKit took the subscription but did not say its number, so it could not be ended later. Turn the Zap on again; if it happens again, ask BaseKit’s support.',
    );
  }
  return { id };
};

/** Takes a registration back. */
export const unsubscribe = async (call: Call, id: string): Promise<Reply> =>
  pathIdIn(id) === undefined ? NEVER_MADE : callBasekit(call, 'DELETE', join(path(), id));
