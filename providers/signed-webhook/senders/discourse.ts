import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://meta.discourse.org/t/49045 */
export const discourse: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-Discourse-Event-Signature', prefix: 'sha256=' }),
  eventType: ['header:X-Discourse-Event'],
  id: 'header:X-Discourse-Event-Id',
  setup:
    'In **Admin > Advanced > Webhooks > New webhook**, paste the webhook URL into **Payload URL**, select `application/json`, and enter a **Secret** of at least 12 characters.',
  docs: 'https://meta.discourse.org/t/49045',
  example: { topic: { id: 57, title: 'Welcome to the community', created_at: '2024-01-15T10:30:00.000Z' } },
  exampleType: 'topic_created',
};
