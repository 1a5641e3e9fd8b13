import { toApiError } from '../../platform/api-errors.ts';
import type { Provider } from '../provider.ts';
import { callBuildr, fetchToken } from './api.ts';
import { type BuildrField, type BuildrSession, connection, verifier } from './connection.ts';
import { listRecords, readRecord } from './records.ts';
import { subscriptions } from './subscriptions.ts';

/**
 * Buildr, a CRM for construction. Its API creates webhooks; Svix signs the deliveries with each subscription's own secret.
 *
 * @see https://buildr.dev/introduction/webhooks
 */
export const buildr: Provider<BuildrField, BuildrSession> = {
  key: 'buildr',
  label: 'Buildr',
  connection: {
    ...connection,
    openSession: fetchToken,
    async test(context) {
      const response = await callBuildr(context, 'GET', 'contacts');
      if (response.kind !== 'ok') throw toApiError(context, response);
    },
  },
  verifier,
  secret: { from: 'subscription', field: 'buildr_webhook_secret' },
  // Svix re-sends for 27.6 hours: https://docs.svix.com/retries
  deduplicationWindow: 2 * 86_400,
  // The body is {id, url}: only the URL it was sent to determines the event.
  eventType: (_body, triggerType) => triggerType,
  subscriptions,
  enrich: readRecord,
  list: listRecords,
};
