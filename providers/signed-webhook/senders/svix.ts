import { STANDARD_WEBHOOKS } from '../../../verification/standard-webhooks.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.svix.com/receiving/verifying-payloads/how */
export const svix: SenderDefinition = {
  scheme: STANDARD_WEBHOOKS,
  eventType: ['type'],
  setup:
    'For Clerk, Resend and others that use Svix: paste the webhook URL as an endpoint into their webhook settings, and copy its **Signing Secret**.',
  docs: 'https://docs.svix.com/receiving/verifying-payloads/how',
  example: { type: 'invoice.paid', id: 'invoice_WF7WtCLFFtd8', status: 'paid', attempt: 2 },
};
