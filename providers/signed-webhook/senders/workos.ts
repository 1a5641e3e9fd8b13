import { stripeSignature } from '../../../verification/stripe-signature.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://workos.com/docs/events/data-syncing/webhooks */
export const workos: SenderDefinition = {
  scheme: stripeSignature('WorkOS-Signature', { unit: 'ms', tolerance: 180 }),
  eventType: ['event'],
  id: 'id',
  setup: 'In **Webhooks** of the Dashboard, create an endpoint with the webhook URL, and copy its **Signing secret**.',
  docs: 'https://workos.com/docs/events/data-syncing/webhooks',
  example: {
    id: 'event_01FAEAJCR3ZBZ30D',
    event: 'dsync.user.created',
    created_at: '2021-06-25T19:07:33.155Z',
    data: { username: 'blair@foo-corp.com' },
  },
};
