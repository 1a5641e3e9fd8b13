import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://paystack.com/docs/payments/webhooks/ */
export const paystack: SenderDefinition = {
  scheme: hmacScheme({ header: 'x-paystack-signature', algorithm: 'sha512' }),
  eventType: ['event'],
  setup:
    'In **Settings > API Keys & Webhooks**, paste the webhook URL, and copy the **Secret Key**. It also gives access to your Paystack account, so do not share this connection.',
  docs: 'https://paystack.com/docs/payments/webhooks/',
  example: {
    event: 'charge.success',
    data: { id: 302961, status: 'success', reference: 'qTPrJoy9Bx', amount: 10000, currency: 'NGN' },
  },
};
