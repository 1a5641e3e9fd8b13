import { sharedToken } from '../../proofs/shared-token.ts';
import { textIn } from '../json.ts';
import type { Provider } from '../provider.ts';
import { connection } from './connection.ts';

/**
 * Freshpaint, customer data for healthcare. It signs nothing, so the user adds a header with a secret token of their own.
 *
 * Bodies may hold health data, and in HIPAA mode every field but `type` may be stripped or masked.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const freshpaint: Provider = {
  key: 'freshpaint',
  label: 'Freshpaint',
  connection,
  proof: sharedToken({ header: 'X-Webhook-Token' }),
  secret: { from: 'connection', field: 'freshpaint_webhook_token' },
  // Freshpaint says that it re-sends “later” what no URL took, and not for how long.
  remembers: 3 * 86_400,
  eventType: ({ type }) => textIn(type),
  deliveryId({ messageId, timestamp }) {
    const id = textIn(messageId);
    // A masked id is the same for many events; together with the time it does not make one of them.
    return id ? `${id} ${textIn(timestamp) ?? ''}` : undefined;
  },
  directions: [
    '1. Copy the webhook URL that Zapier shows here.',
    '2. In Freshpaint, open **Destinations > Apps > Webhooks** and click **Configure**.',
    '3. Paste the URL as a webhook URL.',
    '4. Add a header: the name is `X-Webhook-Token`, the value is the token from the field *Freshpaint Webhook Token* of the connection that this Zap uses. Requests without it are refused.',
    '5. For identify and page events, click **Configure** next to **Options**, tick **Enable Identify Events** and **Enable Pageview Events**, and click **Save**: they are off by default.',
    '6. Send an event to the Webhooks destination.',
    'Freshpaint sends every event to every URL. This trigger takes its own kind and ignores the others, so give each Zap the URL that its own trigger shows.',
  ].join('\n'),
};
