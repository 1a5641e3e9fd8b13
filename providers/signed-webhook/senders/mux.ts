import { stripeSignature } from '../../../verification/stripe-signature.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://www.mux.com/docs/core/verify-webhook-signatures */
export const mux: SenderDefinition = {
  scheme: stripeSignature('Mux-Signature', { unit: 's', tolerance: 300 }),
  eventType: ['type'],
  id: 'id',
  setup:
    'In **Settings > Webhooks**, select the environment, create a webhook with the webhook URL, and copy its **Signing secret**.',
  docs: 'https://www.mux.com/docs/core/verify-webhook-signatures',
  example: {
    type: 'video.asset.ready',
    id: '00000000-0000-4000-8000-000000000001',
    object: { type: 'asset', id: 'abc' },
    data: { status: 'ready' },
  },
};
