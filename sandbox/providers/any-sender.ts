import { randomBytes } from 'node:crypto';
import { createApi } from './api.ts';
import type { Emulator, Target } from './emulator.ts';
import { manualWebhooks } from './manual-webhooks.ts';
import { sendOnce } from './send-once.ts';
import { signRequest } from './sign.ts';

/**
 * A local settings page of any sender, where each webhook is signed as its Zap expects.
 *
 * The secret is base64 after `whsec_`, which senders with such keys need and which the others use as text.
 */
export const startAnySender = async (): Promise<Emulator> => {
  const api = createApi();
  const secret = `whsec_${randomBytes(32).toString('base64')}`;
  const targets: Target[] = [];
  const server = await api.listen();
  const sign: Emulator['sign'] = ({ scheme, ...target }, _type, body, options) => {
    if (!scheme) throw new Error(`The webhook ${target.id} has no signature scheme`);
    return signRequest(scheme, { url: target.url, secret: target.secret, body, ...options });
  };
  return Object.assign(api, {
    key: 'signed_webhook',
    url: server.url,
    close: server.close,
    resends: false,
    credentials: { signed_webhook_secret: secret },
    environment: {},
    targets,
    sign,
    ...manualWebhooks(targets, secret),
    send: sendOnce(targets, sign),
  });
};
