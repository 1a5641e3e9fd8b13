import { randomBytes } from 'node:crypto';
import { createApi } from './api.ts';
import { type Attempt, type Emulator, post, type SignedRequest, type Target } from './emulator.ts';
import { manualWebhooks } from './manual-webhooks.ts';
import { signHmac } from './sign.ts';

/**
 * A local Builtfirst: a settings page with webhooks, each of which receives every event.
 *
 * @see https://support.builtfirst.com/en/articles/6909751-analytics-webhooks
 */
export const startBuiltfirst = async (): Promise<Emulator> => {
  const api = createApi();
  const secret = randomBytes(24).toString('hex');
  const targets: Target[] = [];
  const server = await api.listen();
  const sign = (target: Target, _type: string, body: string): SignedRequest => ({
    url: target.url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'builtfirst-webhook-signature-sha256': signHmac(body, target.secret, 'hex'),
    },
    body,
  });
  return Object.assign(api, {
    key: 'builtfirst',
    url: server.url,
    close: server.close,
    resends: false,
    credentials: { builtfirst_webhook_secret: secret },
    environment: {},
    targets,
    sign,
    ...manualWebhooks(targets, secret),
    // Builtfirst does not document re-sends.
    send: (type: string, body: string): Promise<Attempt[]> =>
      Promise.all(
        targets.map(async (target) => {
          const request = sign(target, type, body);
          return { target, request, status: await post(request) };
        }),
      ),
  });
};
