import { randomBytes } from 'node:crypto';
import type { ApiResponse } from '../../platform/api-response.ts';
import { appError } from '../../platform/errors.ts';
import { asRecord, asText } from '../../schema/json.ts';
import type { InputField } from '../input-fields.ts';
import type { SignedSubscription, Subscriptions } from '../provider.ts';
import { restSubscriptions } from '../rest-subscriptions.ts';
import { type BuildrContext, callBuildr } from './api.ts';
import type { BuildrField, BuildrSession } from './connection.ts';

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
const inputs: readonly InputField[] = [
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

/** The subscriptions of Zaps. Buildr never returns a secret, so the app creates it and Zapier keeps it. */
export const subscriptions: Subscriptions<BuildrField | BuildrSession, SignedSubscription> = {
  inputs,
  ...restSubscriptions<BuildrField | BuildrSession>({
    call: callBuildr,
    path: () => 'webhooks',
    id: (data) => asRecord(data['webhook'])['id'],
    secret: { from: 'app', create: createSecret },
    remedy: 'Delete it in Buildr under Account Settings > Developer, then turn the Zap on again.',
    async create(context, { type, url, input }, secret) {
      const description = asText(input['description'])?.trim() || 'Zapier';
      const rateLimit = asText(input['rate_limit'])?.trim() || undefined;
      const problem = validateRate(rateLimit);
      if (problem) throw appError(context, `“${rateLimitField.label}” ${problem}.`);
      return createWebhook(context, { url, types: [type], secret, description, rateLimit });
    },
  }),
};
