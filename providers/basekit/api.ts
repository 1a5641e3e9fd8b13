import type { ApiResponse } from '../../platform/api-response.ts';
import { authorized } from '../../platform/authorization.ts';
import { fieldLabel } from '../../platform/connection.ts';
import type { Context } from '../../platform/context.ts';
import { joinUrl } from '../../platform/env.ts';
import { appError } from '../../platform/errors.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import { validateUrl } from '../../platform/validate.ts';
import type { BasekitField } from './connection.ts';

/**
 * Sends a request to the REST API of the user's brand, with HTTP Basic and the User-Agent that BaseKit requires.
 *
 * @see https://apidocs.basekit.com
 */
export const callBasekit = async (
  context: Context<BasekitField>,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body'> = {},
): Promise<ApiResponse> => {
  const { basekit_api_url: root = '' } = context.auth;
  // Again at each call: a connection may be older than a check.
  const problem = validateUrl(root);
  if (problem)
    throw appError(context, `“${fieldLabel(context.provider, 'basekit_api_url')}” ${problem}. Edit the connection.`);
  const { headers, secrets } = authorized(context);
  return send(context, {
    ...rest,
    method,
    // The address that was checked, because a parser drops some characters of the text.
    url: joinUrl(new URL(root.trim()).href, path),
    headers: { ...headers, 'User-Agent': 'Zapier (Verified Webhooks)' },
    secrets,
  });
};
