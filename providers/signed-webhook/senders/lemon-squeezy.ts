import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.lemonsqueezy.com/help/webhooks/signing-requests */
export const lemonSqueezy: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Signature' }),
  eventType: ['meta.event_name'],
  setup:
    'In **Settings > Webhooks**, add a webhook with the webhook URL, and enter a **Signing secret** of at least 8 characters.',
  docs: 'https://docs.lemonsqueezy.com/help/webhooks/signing-requests',
  example: {
    meta: { event_name: 'order_created' },
    data: { type: 'orders', id: '1', attributes: { order_number: 1, currency: 'USD', total: 1199 } },
  },
};
