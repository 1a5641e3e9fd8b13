import { toApiError, unavailableMessage } from '../../platform/api-errors.ts';
import type { ApiResponse } from '../../platform/api-response.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { appError, throttledError } from '../../platform/errors.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import { asString, isRecord } from '../../schema/json.ts';
import type { Context, Provider } from '../provider.ts';

/**
 * Sends a request to Buildr's API with the token of the session.
 *
 * @see https://buildr.dev/introduction/webhooks
 */
export const callBuildr = (
  call: Context,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body' | 'secrets' | 'signal'> = {},
): Promise<ApiResponse> =>
  send(call, {
    ...rest,
    method,
    url: joinUrl(env('BUILDR_API_URL', 'https://api.buildr.com/api/2023-01'), path),
    headers: { Authorization: `Bearer ${call.auth['buildr_access_token'] ?? ''}` },
  });

/** Seconds until another try, when there is no token to be had. */
const PAUSE = 60;

/**
 * Exchanges the client's credentials for an access token, which lives an hour.
 *
 * @see https://buildr.dev/introduction/authentication-machine
 */
export const fetchToken = async (provider: Provider, call: Context): Promise<string> => {
  const { buildr_client_id: id = '', buildr_client_secret: secret = '' } = call.auth;
  const reply = await send(call, {
    method: 'POST',
    url: env('BUILDR_TOKEN_URL', 'https://buildr.app/oauth/token'),
    body: { grant_type: 'client_credentials', client_id: id.trim(), client_secret: secret.trim(), scope: 'read write' },
  });
  if (reply.kind === 'refused' && reply.status < 404) {
    // Not `explain`: a refused token exchange must not ask for another one.
    throw appError(
      call,
      'Buildr does not accept the client. Check “Buildr Client ID” and “Buildr Client Secret” in the connection.',
      reply.status,
    );
  }
  // Also when a session is renewed for a delivery: Buildr does not send that again, so Zapier has to try again.
  const waitFor = (why: string) => throttledError(call, unavailableMessage(provider, why), PAUSE);
  if (reply.kind === 'unavailable') throw waitFor(reply.why);
  if (reply.kind !== 'ok') throw toApiError(call, provider, reply);
  const token = isRecord(reply.data) ? asString(reply.data['access_token']) : undefined;
  if (!token) throw waitFor('answered without an access token');
  return token;
};
