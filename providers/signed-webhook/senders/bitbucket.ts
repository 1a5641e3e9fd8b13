import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/ */
export const bitbucket: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Hub-Signature', prefix: 'sha256=' }),
  eventType: ['header:X-Event-Key'],
  id: 'header:X-Request-UUID',
  setup:
    'In **Repository settings > Webhooks > Add webhook**, paste the webhook URL into **URL**, enter or generate a **Secret**, and select the triggers.',
  docs: 'https://support.atlassian.com/bitbucket-cloud/docs/manage-webhooks/',
  example: {
    actor: { display_name: 'Emma' },
    repository: { full_name: 'team/repo' },
    push: { changes: [{ new: { type: 'branch', name: 'main' } }] },
  },
  exampleType: 'repo:push',
};
