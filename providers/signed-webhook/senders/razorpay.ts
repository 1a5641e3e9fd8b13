import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://razorpay.com/docs/webhooks/validate-test/ */
export const razorpay: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Razorpay-Signature' }),
  eventType: ['event'],
  id: 'header:X-Razorpay-Event-Id',
  setup: 'In **Accounts & Settings > Webhooks**, add a webhook with the webhook URL, and enter a **Secret**.',
  docs: 'https://razorpay.com/docs/webhooks/validate-test/',
  example: {
    entity: 'event',
    event: 'payment.captured',
    created_at: 1567674606,
    payload: { payment: { entity: { id: 'pay_DESlfW9H8K9uqM', amount: 100 } } },
  },
};
