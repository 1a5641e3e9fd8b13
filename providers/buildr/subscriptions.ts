import { randomBytes } from 'node:crypto';
import { toApiError } from '../../platform/api-errors.ts';
import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import { appError } from '../../platform/errors.ts';
import { asNumber, asPathId, asString, isRecord } from '../../schema/json.ts';
import type { Context, InputField, Provider, SubscribeRequest, Subscription } from '../provider.ts';
import { callBuildr } from './api.ts';

/** What the user may say about the webhook that a Zap makes. */
export const inputs: readonly InputField[] = [
  {
    key: 'description',
    label: 'Webhook Description',
    type: 'string',
    helpText:
      'What this Zap’s webhook is called in Buildr, under *Account Settings* > *Developer*. Leave it empty for “Zapier”.',
  },
  {
    key: 'rate_limit',
    label: 'Events per Minute',
    type: 'integer',
    helpText:
      'The most that Buildr sends to this Zap in a minute; more wait their turn. Leave it empty for Buildr’s own limit of 60.',
  },
];

/** A signing secret for one webhook: 32 random bytes, in the middle of what Svix accepts. */
export const makeSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** What to ask Buildr for. */
export interface WebhookRequest {
  readonly url: string;
  readonly types: readonly string[];
  readonly secret: string;
  readonly description?: unknown;
  readonly rateLimit?: unknown;
}

// The seed says opportunity.*, newer reference pages project.*: accounts may know either.
const rename = (type: string): string => type.replace(/^opportunity\./, 'project.');

const wasNameRefused = (reply: ApiResponse, types: readonly string[]): boolean =>
  reply.kind === 'refused' &&
  (reply.status === 400 || reply.status === 422) &&
  types.some((type) => rename(type) !== type);

/** Makes a webhook, under the newer names of its events where the API does not know the documented ones. */
export const createWebhook = async (call: Context, request: WebhookRequest): Promise<ApiResponse> => {
  const { url, types, secret } = request;
  const description = asString(request.description);
  const rateLimit = asNumber(request.rateLimit);
  const post = (names: readonly string[]) => {
    const extras = { ...(description ? { description } : {}), ...(rateLimit ? { rate_limit: rateLimit } : {}) };
    const body = { webhook: { url, filter_types: names, secret, ...extras } };
    return callBuildr(call, 'POST', 'webhooks', { body, secrets: [secret] });
  };
  const reply = await post(types);
  return wasNameRefused(reply, types) ? post(types.map(rename)) : reply;
};

/** Registers a URL for one event, with a secret of its own. Buildr does not give a secret back, so it is kept here. */
export const subscribe = async (
  provider: Provider,
  call: Context,
  request: SubscribeRequest,
): Promise<Subscription> => {
  const { description = 'Zapier', rate_limit: rateLimit } = request.input;
  const secret = makeSecret();
  const reply = await createWebhook(call, { url: request.url, types: [request.type], secret, description, rateLimit });
  if (reply.kind !== 'ok') throw toApiError(call, provider, reply);
  const webhook = isRecord(reply.data) && isRecord(reply.data['webhook']) ? reply.data['webhook'] : {};
  const id = asPathId(webhook['id']);
  if (id === undefined) {
    throw appError(
      call,
      'Buildr made the webhook but did not say its id, so it could not be removed later. Delete it under Account Settings > Developer in Buildr, then turn the Zap on again.',
    );
  }
  return { id, secret };
};

/** Takes a registration back. */
export const unsubscribe = async (call: Context, id: string): Promise<ApiResponse> =>
  asPathId(id) === undefined ? NOT_FOUND : callBuildr(call, 'DELETE', `webhooks/${id}`);
