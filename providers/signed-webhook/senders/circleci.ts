import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://circleci.com/docs/guides/integration/outbound-webhooks/ */
export const circleci: SenderDefinition = {
  scheme: hmacScheme({ header: 'circleci-signature', separator: ',', prefix: 'v1=' }),
  eventType: ['type'],
  id: 'id',
  setup: 'In **Project Settings > Webhooks > Add Webhook**, paste the webhook URL, and enter a **Secret token**.',
  docs: 'https://circleci.com/docs/guides/integration/outbound-webhooks/',
  example: {
    id: '3888f21b',
    type: 'workflow-completed',
    happened_at: '2021-09-01T22:49:34Z',
    workflow: { name: 'build', status: 'success' },
  },
};
