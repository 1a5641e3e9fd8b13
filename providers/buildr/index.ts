import { toApiError } from '../../platform/api-errors.ts';
import type { Provider } from '../provider.ts';
import { callBuildr, fetchToken } from './api.ts';
import { connection, proof } from './connection.ts';
import { listRecords, readRecord } from './records.ts';
import { inputs, subscribe, unsubscribe } from './subscriptions.ts';

/**
 * Buildr, the construction CRM: webhooks by its API, deliveries signed by Svix with a secret that each subscription makes.
 *
 * @see https://buildr.dev/introduction/webhooks
 */
export const buildr: Provider = {
  key: 'buildr',
  label: 'Buildr',
  connection: {
    ...connection,
    openSession: (call) => fetchToken(buildr, call),
    async test(call) {
      const reply = await callBuildr(call, 'GET', 'contacts');
      if (reply.kind !== 'ok') throw toApiError(call, buildr, reply);
    },
  },
  verifier: proof,
  secret: { from: 'subscription', field: 'buildr_webhook_secret' },
  // Svix goes on for 27.6 hours: https://docs.svix.com/retries
  deduplicationWindow: 2 * 86_400,
  // The body is {id, url}: only the URL it came to says which event it is.
  eventType: (_body, own) => own,
  subscriptions: { inputs, subscribe: (call, request) => subscribe(buildr, call, request), unsubscribe },
  enrich: (call, type, body) => readRecord(buildr, call, type, body),
  list: (call, type) => listRecords(buildr, call, type),
};
