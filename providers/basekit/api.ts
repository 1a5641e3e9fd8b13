import type { ApiResponse } from '../../platform/api-response.ts';
import { joinUrl } from '../../platform/env.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import type { Context } from '../provider.ts';

/**
 * Sends a request to the REST API of the user's brand: HTTP Basic, and a User-Agent, without which BaseKit refuses everything.
 *
 * @see https://apidocs.basekit.com
 */
export const callBasekit = (
  call: Context,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body'> = {},
): Promise<ApiResponse> => {
  const { basekit_api_url: root = '', basekit_username: name = '', basekit_password: password = '' } = call.auth;
  const basic = Buffer.from(`${name.trim()}:${password}`, 'utf8').toString('base64');
  return send(call, {
    ...rest,
    method,
    url: joinUrl(root.trim(), path),
    headers: { Authorization: `Basic ${basic}`, 'User-Agent': 'Zapier (Verified Webhooks)' },
    secrets: [basic],
  });
};
