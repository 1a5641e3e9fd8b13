import { stripeSignature } from '../../../verification/stripe-signature.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures */
export const calendly: SenderDefinition = {
  scheme: stripeSignature('Calendly-Webhook-Signature', { unit: 's', tolerance: 180 }),
  eventType: ['event'],
  setup:
    'Create a webhook subscription with Calendly’s API: `url` is the webhook URL, and `signing_key` is a secret that you choose.',
  docs: 'https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures',
  example: {
    event: 'invitee.created',
    created_at: '2020-11-23T17:51:19.000000Z',
    payload: { name: 'John Doe', email: 'test@example.com' },
  },
};
