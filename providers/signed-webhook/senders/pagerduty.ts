import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://support.pagerduty.com/main/docs/webhooks */
export const pagerduty: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-PagerDuty-Signature', separator: ',', prefix: 'v1=' }),
  eventType: ['event.event_type'],
  id: 'event.id',
  setup:
    'In **Integrations > Generic Webhooks (v3)**, create a webhook with the webhook URL. PagerDuty shows the signing secret once, when you add it.',
  docs: 'https://support.pagerduty.com/main/docs/webhooks',
  example: {
    event: {
      id: '5ac64822',
      event_type: 'incident.triggered',
      occurred_at: '2020-10-02T18:45:22Z',
      data: { id: 'PGR0VU2', title: 'A little bump' },
    },
  },
};
