import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries */
export const github: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Hub-Signature-256', prefix: 'sha256=' }),
  eventType: ['header:X-GitHub-Event'],
  id: 'header:X-GitHub-Delivery',
  setup:
    'In the repository or organization, open **Settings > Webhooks > Add webhook**. Paste the webhook URL into **Payload URL**, select `application/json`, and enter a **Secret**.',
  docs: 'https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries',
  example: {
    action: 'opened',
    issue: { number: 1347 },
    repository: { full_name: 'octocat/Hello-World' },
    sender: { login: 'octocat' },
  },
  exampleType: 'issues',
  bodiesRepeat: true,
};
