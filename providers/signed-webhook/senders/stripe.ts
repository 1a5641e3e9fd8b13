import { stripeSignature } from '../../../verification/stripe-signature.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.stripe.com/webhooks */
export const stripe: SenderDefinition = {
  scheme: stripeSignature('Stripe-Signature', { unit: 's', tolerance: 300 }),
  eventType: ['type'],
  id: 'id',
  setup:
    'In **Workbench > Webhooks**, add a destination of the type **Webhook endpoint**, paste the webhook URL into **Endpoint URL**, and reveal the **Signing secret**.',
  docs: 'https://docs.stripe.com/webhooks',
  example: {
    id: 'evt_1NG8Du2eZvKYlo2C',
    object: 'event',
    type: 'setup_intent.created',
    created: 1686089970,
    data: { object: { id: 'seti_1NG8Du2e' } },
  },
};
