import { randomBytes } from 'node:crypto';
import { toApiError } from '../../platform/api-errors.ts';
import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import { appError } from '../../platform/errors.ts';
import { asPathId, asRecord, asText } from '../../schema/json.ts';
import type { InputField, SignedSubscription, SubscribeRequest, Subscription } from '../provider.ts';
import { type BuildrContext, callBuildr } from './api.ts';

/** The field for the maximum number of events per minute. */
export const rateLimitField: InputField = {
  key: 'rate_limit',
  label: 'Events per Minute',
  type: 'integer',
  helpText: 'Maximum events per minute. Extra events are queued. Default: 60.',
};

/** Returns what is wrong with a rate limit, as a phrase that follows the field's label, or undefined if it is valid. */
export const validateRate = (value: string | undefined): string | undefined =>
  value === undefined || /^[1-9]\d{0,8}$/.test(value) ? undefined : 'must be a whole number, 1 or more';

/** Optional settings of the webhook that a Zap creates. */
export const inputs: readonly InputField[] = [
  {
    key: 'description',
    label: 'Webhook Description',
    type: 'string',
    helpText: 'The name of this Zap’s webhook in Buildr, under *Account Settings* > *Developer*. Default: “Zapier”.',
  },
  rateLimitField,
];

/** Generates a signing secret: 32 random bytes, within the 24 to 64 that Svix accepts. */
export const createSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;

/** A webhook to create. */
export interface WebhookRequest {
  readonly url: string;
  readonly types: readonly string[];
  readonly secret: string;
  readonly description?: string | undefined;
  readonly rateLimit?: string | undefined;
}

// Buildr's guide says opportunity.*, its newer reference project.*: an account may use either.
const rename = (type: string): string => type.replace(/^opportunity\./, 'project.');

const isNameRefused = (response: ApiResponse, types: readonly string[]): boolean =>
  response.kind === 'refused' &&
  (response.status === 400 || response.status === 422) &&
  types.some((type) => rename(type) !== type);

/** Creates a webhook, with the newer names of its events where the API does not know the documented ones. */
export const createWebhook = async (context: BuildrContext, request: WebhookRequest): Promise<ApiResponse> => {
  const { url, types, secret } = request;
  const { description, rateLimit } = request;
  const post = (names: readonly string[]) => {
    const extras = { ...(description && { description }), ...(rateLimit && { rate_limit: Number(rateLimit) }) };
    const body = { webhook: { url, filter_types: names, secret, ...extras } };
    return callBuildr(context, 'POST', 'webhooks', { body, secrets: [secret] });
  };
  const response = await post(types);
  return isNameRefused(response, types) ? post(types.map(rename)) : response;
};

/** Registers a URL for one event, with a new secret. Buildr never returns the secret, so Zapier keeps it. */
export const subscribe = async (context: BuildrContext, request: SubscribeRequest): Promise<SignedSubscription> => {
  const description = asText(request.input['description'])?.trim() || 'Zapier';
  const rateLimit = asText(request.input['rate_limit'])?.trim() || undefined;
  const problem = validateRate(rateLimit);
  if (problem) throw appError(context, `“${rateLimitField.label}” ${problem}.`);
  const secret = createSecret();
  const webhook = { url: request.url, types: [request.type], secret, description, rateLimit };
  const response = await createWebhook(context, webhook);
  if (response.kind !== 'ok') throw toApiError(context, response);
  const id = asPathId(asRecord(asRecord(response.data)['webhook'])['id']);
  if (id === undefined) {
    throw appError(
      context,
      'Buildr created the webhook but did not return its ID, so it cannot be deleted later. Delete it in Buildr under Account Settings > Developer, then turn the Zap on again.',
    );
  }
  return { id, secret };
};

/** Removes a registration. */
export const unsubscribe = async (context: BuildrContext, { id, secret }: Subscription): Promise<ApiResponse> =>
  asPathId(id) === undefined ? NOT_FOUND : callBuildr(context, 'DELETE', `webhooks/${id}`, { secrets: [secret] });
