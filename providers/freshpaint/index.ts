import { asString } from '../../schema/json.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import type { Provider } from '../provider.ts';
import { connection, type FreshpaintField } from './connection.ts';

/**
 * Freshpaint, customer data for healthcare. It does not sign webhooks, so the user adds a header with a secret token.
 *
 * Bodies may contain health data. In HIPAA mode every field except `type` may be removed or masked.
 *
 * @see https://documentation.freshpaint.io/integrations/destinations/apps/webhooks
 */
export const freshpaint: Provider<FreshpaintField, never> = {
  key: 'freshpaint',
  label: 'Freshpaint',
  connection,
  verifier: sharedToken({ kind: 'token', in: 'header', name: 'X-Webhook-Token' }),
  secret: { from: 'connection', field: 'freshpaint_webhook_token' },
  // Freshpaint re-sends “later” what no URL accepted; it does not document for how long.
  deduplicationWindow: 3 * 86_400,
  eventType: ({ type }) => asString(type),
  deliveryId({ messageId, timestamp }) {
    const id = asString(messageId);
    // A masked ID is the same for many events; the time distinguishes them.
    return id ? `${id} ${asString(timestamp) ?? ''}` : undefined;
  },
  directions: (label) => ({
    steps: [
      'Copy the webhook URL above.',
      'In Freshpaint, open **Destinations > Apps > Webhooks** and click **Configure**.',
      'Paste the URL as a webhook URL.',
      `Add a header with the name \`X-Webhook-Token\`. Its value is the token from the field *${label('freshpaint_webhook_token')}* of your connection.`,
      'If this Zap needs identify or page events, click **Configure** next to **Options**, select **Enable Identify Events** or **Enable Pageview Events**, and click **Save**.',
      '*Test trigger* shows an example. To see a real event, publish the Zap and send an event to the Webhooks destination.',
    ],
    note: 'Each Zap has its own URL. Other event types are ignored.',
  }),
};
