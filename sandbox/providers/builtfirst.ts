import { randomBytes } from 'node:crypto';
import { builtfirst } from '../../providers/builtfirst/index.ts';
import { createApi } from './api.ts';
import type { Emulator, Target } from './emulator.ts';
import { manualWebhooks } from './manual-webhooks.ts';
import { sendOnce } from './send-once.ts';
import { signerOf } from './sign.ts';

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
  const sign = signerOf(builtfirst.verifier.scheme);
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
    send: sendOnce(targets, sign),
  });
};
