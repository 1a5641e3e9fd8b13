import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.sentry.io/integrations/integration-platform/webhooks/ */
export const sentry: SenderDefinition = {
  scheme: hmacScheme({ header: 'Sentry-Hook-Signature' }),
  eventType: ['header:Sentry-Hook-Resource', 'action'],
  id: 'header:Request-ID',
  setup:
    'In **Settings > Developer Settings > Create New Integration**, create an internal integration with the webhook URL in **Webhook URL**, and copy its **Client Secret**.',
  docs: 'https://docs.sentry.io/integrations/integration-platform/webhooks/',
  example: {
    action: 'created',
    data: { issue: { id: '1234567890', title: 'Error', level: 'fatal', status: 'unresolved' } },
  },
  exampleType: 'issue.created',
  bodiesRepeat: true,
};
