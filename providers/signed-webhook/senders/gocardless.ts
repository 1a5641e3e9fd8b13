import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks */
export const gocardless: SenderDefinition = {
  scheme: hmacScheme({ header: 'Webhook-Signature' }),
  id: 'meta.webhook_id',
  setup:
    'In **Developers**, create a webhook endpoint with the webhook URL, and copy its **Secret**. A request may contain several events.',
  docs: 'https://developer.gocardless.com/getting-started/staying-up-to-date-with-webhooks',
  example: {
    meta: { webhook_id: 'WB123' },
    events: [{ id: 'EV123', action: 'cancelled', resource_type: 'mandates', links: { mandate: 'MD123' } }],
  },
};
