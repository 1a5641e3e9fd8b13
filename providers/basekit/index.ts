import { toApiError } from '../../platform/api-errors.ts';
import { asString } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import type { Provider } from '../provider.ts';
import { callBasekit } from './api.ts';
import { connection } from './connection.ts';
import { listRecords } from './records.ts';
import { subscribe, unsubscribe } from './subscriptions.ts';

/**
 * BaseKit, the website builder: subscriptions by its REST API, deliveries signed with a secret that BaseKit issues.
 *
 * @see https://apidocs.basekit.com/webhooks
 */
export const basekit: Provider = {
  key: 'basekit',
  label: 'BaseKit',
  connection: {
    ...connection,
    // Needs no parameters and every API user may read it.
    async test(call) {
      const reply = await callBasekit(call, 'GET', 'brands');
      if (reply.kind !== 'ok') throw toApiError(call, basekit, reply);
    },
  },
  verifier: hmac({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' }),
  secret: { from: 'connection', field: 'basekit_hmac_secret' },
  // BaseKit does not say whether or how long it re-sends.
  deduplicationWindow: 3 * 86_400,
  eventType: (body, own) => asString(body['eventName']) ?? own,
  subscriptions: {
    subscribe: (call, request) => subscribe(basekit, call, request),
    unsubscribe,
  },
  list: (call, type) => listRecords(basekit, call, type),
};
