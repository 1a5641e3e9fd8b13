import { toApiError, unavailableMessage } from '../../platform/api-errors.ts';
import type { ApiResponse } from '../../platform/api-response.ts';
import { authorized } from '../../platform/authorization.ts';
import { fieldLabels } from '../../platform/connection.ts';
import type { Context } from '../../platform/context.ts';
import { env, joinUrl } from '../../platform/env.ts';
import { appError, LONGEST_DELAY, throttledError } from '../../platform/errors.ts';
import { type ApiRequest, send } from '../../platform/http.ts';
import { asRecord, asString } from '../../schema/json.ts';
import type { BuildrField, BuildrSession } from './connection.ts';

/** The context of a call to Buildr. */
export type BuildrContext = Context<BuildrField | BuildrSession>;

/** Buildr limits requests in 10 seconds, an hour and a day, and names the exceeded limit as `bucket`. Zapier waits at most 300 s. */
const delayOf = (data: unknown): number | undefined => {
  const bucket = asString(asRecord(data)['bucket']) ?? '';
  if (/hour|day/i.test(bucket)) return LONGEST_DELAY;
  return /second|10/i.test(bucket) ? 10 : undefined;
};

/**
 * Sends a request to Buildr's API with the token of the session.
 *
 * @see https://buildr.dev/introduction/webhooks
 */
export const callBuildr = (
  context: BuildrContext,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body' | 'secrets' | 'signal'> = {},
): Promise<ApiResponse> =>
  send(context, {
    ...rest,
    method,
    url: joinUrl(env('BUILDR_API_URL', 'https://api.buildr.com/api/2023-01'), path),
    headers: authorized(context).headers,
    delayOf,
  });

/** Seconds until another try when Buildr issues no token. */
const RETRY_DELAY = 60;

/**
 * Exchanges the client's credentials for an access token, which is valid for an hour.
 *
 * @see https://buildr.dev/introduction/authentication-machine
 */
export const fetchToken = async (context: BuildrContext): Promise<string> => {
  const { buildr_client_id: id = '', buildr_client_secret: secret = '' } = context.auth;
  const response = await send(context, {
    method: 'POST',
    url: env('BUILDR_TOKEN_URL', 'https://buildr.app/oauth/token'),
    body: { grant_type: 'client_credentials', client_id: id.trim(), client_secret: secret.trim(), scope: 'read write' },
  });
  if (response.kind === 'refused' && response.status < 404) {
    // Not `toApiError`: a refused token exchange must not start another one.
    const fields = fieldLabels(context.provider, ['buildr_client_id', 'buildr_client_secret']);
    throw appError(context, `Buildr rejected these credentials. Check ${fields} in the connection.`, response.status);
  }
  // Throttled, because a session may be renewed for a delivery: Buildr does not send that again, so Zapier has to retry.
  const retryLater = (cause: string) => throttledError(context, unavailableMessage(context, cause), RETRY_DELAY);
  if (response.kind === 'unavailable') throw retryLater(response.cause);
  if (response.kind !== 'ok') throw toApiError(context, response);
  const token = asString(asRecord(response.data)['access_token']);
  if (!token) throw retryLater('answered without an access token');
  return token;
};
