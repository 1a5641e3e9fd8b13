import { asRecord, asString } from '../../../schema/json.ts';
import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.zendesk.com/documentation/webhooks/verifying/ */
export const zendesk: SenderDefinition = {
  scheme: hmacScheme({
    headers: [{ signature: 'X-Zendesk-Webhook-Signature', timestamp: 'X-Zendesk-Webhook-Signature-Timestamp' }],
    encoding: 'base64',
    signedText: '{timestamp}{body}',
    timestamp: { in: 'header', unit: 'iso', tolerance: 300 },
  }),
  eventType: ['type'],
  id: 'id',
  // The body of a trigger or automation is written by an admin: its `id` is mostly that of the ticket.
  isEvent: (payload) => /^zen:event-type:/.test(asString(asRecord(payload)['type']) ?? ''),
  setup:
    'In **Admin Center > Apps and integrations > Webhooks**, create a webhook with the webhook URL, the method **POST** and the format **JSON**. Then select **Reveal secret**.',
  docs: 'https://developer.zendesk.com/documentation/webhooks/verifying/',
  example: {
    type: 'zen:event-type:user.active_changed',
    id: '2b24ef10',
    time: '2024-07-04T05:33:18Z',
    detail: { email: 'ada@example.com' },
  },
  bodiesRepeat: true,
};
