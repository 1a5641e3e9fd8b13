import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developers.intercom.com/docs/webhooks */
export const intercom: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Hub-Signature', algorithm: 'sha1', prefix: 'sha1=' }),
  eventType: ['topic'],
  id: 'id',
  setup:
    'In the Developer Hub, open your app. Paste the webhook URL into **Webhooks > Endpoint URL**, and copy the **Client secret** from **Basic information**.',
  docs: 'https://developers.intercom.com/docs/webhooks',
  example: {
    type: 'notification_event',
    topic: 'company.created',
    id: 'notif_ccd8a4d0',
    created_at: 1392731331,
    data: { item: { type: 'company', name: 'Example' } },
  },
};
