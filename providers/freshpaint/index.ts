import { asString } from '../../schema/json.ts';
import { sharedToken } from '../../verification/shared-token.ts';
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
  verifier: sharedToken({ header: 'X-Webhook-Token' }),
  secret: { from: 'connection', field: 'freshpaint_webhook_token' },
  // Freshpaint says that it re-sends “later” what no URL took, and not for how long.
  deduplicationWindow: 3 * 86_400,
  eventType: ({ type }) => asString(type),
  deliveryId({ messageId, timestamp }) {
    const id = asString(messageId);
    // A masked id is the same for many events; together with the time it does not make one of them.
    return id ? `${id} ${asString(timestamp) ?? ''}` : undefined;
  },
  directions: [
    '1. Copy the webhook URL that Zapier shows here.',
    '2. In Freshpaint, open **Destinations > Apps > Webhooks** and click **Configure**.',
    '3. Paste the URL as a webhook URL.',
    '4. Add a header: its name is `X-Webhook-Token`, its value the token that you entered in the field *Freshpaint Webhook Token* of the connection that this Zap uses. Requests without it are refused.',
    '5. Identify and page events are off by default. If this Zap needs them, click **Configure** next to **Options**, tick **Enable Identify Events** or **Enable Pageview Events**, and click **Save**.',
    '6. *Test trigger* shows an example. To see an event of your own, publish the Zap and send an event to the Webhooks destination.',
    'Freshpaint sends every event to every URL. Each trigger but *Any Freshpaint Event* takes only the kind that it is named after, so give each Zap the URL that its own trigger shows.',
  ].join('\n'),
};
