import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
import { authorized } from '../../platform/authorization.ts';
import type { AuthData, Context } from '../../platform/context.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import { validateId } from '../../platform/validate.ts';
import type { FirespringField } from './connection.ts';

/** Firespring's documents show both 1 and 2. */
const version = (): string => env('FIRESPRING_API_VERSION', '2');

/** What to do when the API does not know the website. */
export const UNKNOWN_WEBSITE = 'Check the website ID in the connection.';

/** Whether the connection can call the API. Without it, only the token verifies a delivery. */
export const hasApi = ({ firespring_api_key: key, firespring_website_id: id }: AuthData<FirespringField>): boolean =>
  Boolean(key?.trim() && id?.trim());

/**
 * Reads from the API of the user's website.
 *
 * @see https://proofs.firespring.engineering/sb-style/218/docs/api/authentication
 */
export const callFirespring = async (
  context: Context<FirespringField>,
  path: string,
  params: NonNullable<ApiRequest['params']>,
): Promise<ApiResponse> => {
  const { firespring_website_id: website = '' } = context.auth;
  // Again at each call: a connection may be older than a check.
  if (validateId(website) !== undefined) return NOT_FOUND;
  const { headers, secrets } = authorized(context);
  return send(context, {
    method: 'GET',
    url: joinUrl(
      env('FIRESPRING_API_URL', 'https://api.firespring.com'),
      `websites/${encodeURIComponent(website.trim())}/${path}`,
    ),
    params,
    headers: { ...headers, 'Firespring-Api-Version': version() },
    secrets,
  });
};
