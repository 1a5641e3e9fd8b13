import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://cal.com/docs/developing/guides/automation/webhooks */
export const calCom: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Cal-Signature-256', unsignedValue: 'no-secret-provided' }),
  eventType: ['triggerEvent'],
  setup:
    'In **Settings > Developer > Webhooks > New**, paste the webhook URL into **Subscriber URL**, and enter a **Secret**.',
  docs: 'https://cal.com/docs/developing/guides/automation/webhooks',
  example: {
    triggerEvent: 'BOOKING_CREATED',
    createdAt: '2024-01-01T00:00:00.000Z',
    payload: { title: 'Strategy Session', status: 'ACCEPTED' },
  },
};
