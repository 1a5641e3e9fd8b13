import { failed, throttled } from '../errors.ts';
import { downSentence, explain } from '../explain.ts';
import { type ApiRequest, send } from '../http.ts';
import { isRecord, textIn } from '../json.ts';
import type { Call, Provider } from '../provider.ts';
import type { Reply } from '../reply.ts';
import { join, setting } from '../settings.ts';

/**
 * Sends a request to Buildr's API with the token of the session.
 *
 * @see https://buildr.dev/introduction/webhooks
 */
export const callBuildr = (
  call: Call,
  method: ApiRequest['method'],
  path: string,
  rest: Pick<ApiRequest, 'params' | 'body' | 'secrets' | 'signal'> = {},
): Promise<Reply> =>
  send(call, {
    ...rest,
    method,
    url: join(setting('BUILDR_API_URL', 'https://api.buildr.com/api/2023-01'), path),
    headers: { Authorization: `Bearer ${call.auth['buildr_access_token'] ?? ''}` },
  });

/** Seconds until another try, when there is no token to be had. */
const PAUSE = 60;

/**
 * Exchanges the client's credentials for an access token, which lives an hour.
 *
 * @see https://buildr.dev/introduction/authentication-machine
 */
export const fetchToken = async (provider: Provider, call: Call): Promise<string> => {
  const { buildr_client_id: id = '', buildr_client_secret: secret = '' } = call.auth;
  const reply = await send(call, {
    method: 'POST',
    url: setting('BUILDR_TOKEN_URL', 'https://buildr.app/oauth/token'),
    body: { grant_type: 'client_credentials', client_id: id.trim(), client_secret: secret.trim(), scope: 'read write' },
  });
  if (reply.kind === 'refused' && reply.status < 404) {
    // Not `explain`: a refused token exchange must not ask for another one.
    throw failed(
      call,
      'Buildr does not accept the client. Check “Buildr Client ID” and “Buildr Client Secret” in the connection.',
      reply.status,
    );
  }
  // Also when a session is renewed for a delivery: Buildr does not send that again, so Zapier has to try again.
  const waitFor = (why: string) => throttled(call, downSentence(provider, why), PAUSE);
  if (reply.kind === 'unavailable') throw waitFor(reply.why);
  if (reply.kind !== 'ok') throw explain(call, provider, reply);
  const token = isRecord(reply.data) ? textIn(reply.data['access_token']) : undefined;
  if (!token) throw waitFor('answered without an access token');
  return token;
};
