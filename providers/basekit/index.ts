import { toApiError } from '../../platform/api-errors.ts';
import { asString } from '../../schema/json.ts';
import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import type { Provider } from '../provider.ts';
import { callBasekit } from './api.ts';
import { type BasekitField, connection } from './connection.ts';
import { listRecords } from './records.ts';
import { subscriptions } from './subscriptions.ts';

/**
 * BaseKit, a website builder. Its REST API creates subscriptions; it signs deliveries with a secret that it issues.
 *
 * @see https://apidocs.basekit.com/webhooks
 */
export const basekit: Provider<BasekitField, never> = {
  key: 'basekit',
  label: 'BaseKit',
  connection: {
    ...connection,
    // Needs no parameters, and every API user may read it.
    async test(context) {
      const response = await callBasekit(context, 'GET', 'brands');
      if (response.kind !== 'ok') throw toApiError(context, response);
    },
  },
  verifier: hmac(hmacScheme({ header: 'X-Delivery-Hmac-SHA256', encoding: 'base64' })),
  secret: { from: 'connection', field: 'basekit_hmac_secret' },
  // BaseKit does not document whether or how long it re-sends.
  deduplicationWindow: 3 * 86_400,
  eventType: (body, triggerType) => asString(body['eventName']) ?? triggerType,
  subscriptions,
  list: listRecords,
};
