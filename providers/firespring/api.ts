import { type ApiResponse, NOT_FOUND } from '../../platform/api-response.ts';
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
 * Reads from the API of the user's website. The API key is the user name, the password is empty.
 *
 * @see https://proofs.firespring.engineering/sb-style/218/docs/api/authentication
 */
export const callFirespring = async (
  context: Context<FirespringField>,
  path: string,
  params: NonNullable<ApiRequest['params']>,
): Promise<ApiResponse> => {
  const { firespring_api_key: key = '', firespring_website_id: website = '' } = context.auth;
  // Again at each call: a connection may be older than a check.
  if (validateId(website) !== undefined) return NOT_FOUND;
  const basic = Buffer.from(`${key.trim()}:`, 'utf8').toString('base64');
  return send(context, {
    method: 'GET',
    url: joinUrl(
      env('FIRESPRING_API_URL', 'https://api.firespring.com'),
      `websites/${encodeURIComponent(website.trim())}/${path}`,
    ),
    params,
    headers: { Authorization: `Basic ${basic}`, 'Firespring-Api-Version': version() },
    secrets: [basic],
  });
};
