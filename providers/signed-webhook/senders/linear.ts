import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://linear.app/developers/webhooks */
export const linear: SenderDefinition = {
  scheme: hmacScheme({
    header: 'Linear-Signature',
    timestamp: { in: 'body', key: 'webhookTimestamp', unit: 'ms', tolerance: 60 },
  }),
  eventType: ['type', 'action'],
  setup:
    'In **Settings > API > New webhook**, paste the webhook URL, select the resource types, and copy the **Signing secret**.',
  docs: 'https://linear.app/developers/webhooks',
  example: {
    action: 'create',
    type: 'Comment',
    data: { id: '2174add1', body: 'Indeed' },
    webhookTimestamp: 1579783998084,
  },
};
