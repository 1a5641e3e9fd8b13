import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://vercel.com/docs/webhooks/webhooks-api */
export const vercel: SenderDefinition = {
  scheme: hmacScheme({ header: 'x-vercel-signature', algorithm: 'sha1' }),
  eventType: ['type'],
  id: 'id',
  setup:
    'In the team’s **Settings > Webhooks**, create a webhook with the webhook URL. Vercel shows the secret once. An integration’s webhooks use its **Client Secret**.',
  docs: 'https://vercel.com/docs/webhooks/webhooks-api',
  example: {
    id: 'uev_f1ZkXuyoHJ5b9eHg',
    type: 'deployment.succeeded',
    createdAt: 1704988800000,
    payload: { deployment: { name: 'my-site' } },
  },
};
