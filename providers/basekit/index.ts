import { hmac } from '../../proofs/hmac.ts';
import { explain } from '../explain.ts';
import { textIn } from '../json.ts';
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
      if (reply.kind !== 'ok') throw explain(call, basekit, reply);
    },
  },
  proof: hmac({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' }),
  secret: { from: 'connection', field: 'basekit_hmac_secret' },
  // BaseKit does not say whether or how long it re-sends.
  remembers: 3 * 86_400,
  eventType: (body, own) => textIn(body['eventName']) ?? own,
  subscriptions: {
    subscribe: (call, request) => subscribe(basekit, call, request),
    unsubscribe,
  },
  list: (call, type) => listRecords(basekit, call, type),
};
