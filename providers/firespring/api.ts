import type { ApiResponse } from '../../platform/api-response.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import type { AuthData, Context } from '../provider.ts';

const VERSION = '2';

/** What to do when the API knows nothing under the address of the website. */
export const UNKNOWN_WEBSITE = 'Check “Firespring Website ID” in the connection.';

/** Whether the connection can call the API. Without it, deliveries are proven by their token alone. */
export const hasApi = ({ firespring_api_key: key, firespring_website_id: id }: AuthData): boolean =>
  Boolean(key?.trim() && id?.trim());

/**
 * Reads from the API of the user's website: the API key is the user name, the password is empty.
 *
 * @see https://proofs.firespring.engineering/sb-style/218/docs/api/authentication
 */
export const callFirespring = (
  call: Context,
  path: string,
  params: NonNullable<ApiRequest['params']>,
): Promise<ApiResponse> => {
  const { firespring_api_key: key = '', firespring_website_id: website = '' } = call.auth;
  const basic = Buffer.from(`${key.trim()}:`, 'utf8').toString('base64');
  return send(call, {
    method: 'GET',
    url: joinUrl(
      env('FIRESPRING_API_URL', 'https://api.firespring.com'),
      `websites/${encodeURIComponent(website.trim())}/${path}`,
    ),
    params,
    headers: { Authorization: `Basic ${basic}`, 'Firespring-Api-Version': VERSION },
    secrets: [basic],
  });
};
