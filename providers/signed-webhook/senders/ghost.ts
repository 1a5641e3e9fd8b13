import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.ghost.org/webhooks */
export const ghost: SenderDefinition = {
  scheme: hmacScheme({
    header: 'X-Ghost-Signature',
    separator: ',',
    prefix: 'sha256=',
    signedText: '{body}{timestamp}',
    timestamp: { in: 'signature', prefix: 't=', unit: 'ms', tolerance: 300 },
  }),
  eventType: ['event'],
  setup:
    'In **Settings > Advanced > Integrations**, open or add a custom integration, and add a webhook with the webhook URL in **Target URL** and a **Secret**.',
  docs: 'https://docs.ghost.org/webhooks',
  example: { event: 'tag.added', tag: { current: { id: '6582d3a5', name: 'Test Tag', slug: 'test-tag' } } },
  bodiesRepeat: true,
};
