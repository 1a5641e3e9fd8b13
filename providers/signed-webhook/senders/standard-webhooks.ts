import { standardWebhooks as scheme } from '../../../verification/standard-webhooks.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://www.standardwebhooks.com */
export const standardWebhooks: SenderDefinition = {
  scheme: scheme('webhook'),
  eventType: ['type'],
  setup:
    'Paste the webhook URL into your sender’s webhook settings, and copy the signing secret there. It often starts with `whsec_`.',
  docs: 'https://www.standardwebhooks.com',
  example: {
    type: 'contact.created',
    timestamp: '2022-11-03T20:26:10Z',
    data: { id: '1f81eb52', fullName: 'John Smith' },
  },
};
