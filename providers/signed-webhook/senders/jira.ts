import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.atlassian.com/cloud/jira/platform/webhooks/ */
export const jira: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Hub-Signature', prefix: 'sha256=' }),
  eventType: ['webhookEvent'],
  id: 'header:X-Atlassian-Webhook-Identifier',
  setup:
    'In **Settings > System > WebHooks > Create a WebHook**, paste the webhook URL into **URL**, enter or generate a **Secret**, and leave **Exclude body** off.',
  docs: 'https://developer.atlassian.com/cloud/jira/platform/webhooks/',
  example: {
    timestamp: 1606480436302,
    webhookEvent: 'jira:issue_updated',
    issue: { id: '99291', key: 'JRA-20002', fields: { summary: 'I feel the need for speed' } },
  },
};
