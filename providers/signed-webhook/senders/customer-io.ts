import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.customer.io/integrations/data-out/connections/webhooks/ */
export const customerIo: SenderDefinition = {
  scheme: hmacScheme({
    headers: [{ signature: 'X-CIO-Signature', timestamp: 'X-CIO-Timestamp' }],
    signedText: 'v0:{timestamp}:{body}',
    timestamp: { in: 'header', unit: 's', tolerance: 300 },
  }),
  eventType: ['object_type', 'metric'],
  id: 'event_id',
  setup:
    'In **Data & Integrations > Integrations > Reporting Webhooks**, add a webhook with the webhook URL in **Webhook Endpoint**, and copy its signing key.',
  docs: 'https://docs.customer.io/integrations/data-out/connections/webhooks/',
  example: {
    event_id: '01E4C4CT6YDC7Y5M7FE1GWWPQJ',
    object_type: 'email',
    metric: 'opened',
    timestamp: 1613063089,
    data: { recipient: 'test@example.com' },
  },
};
