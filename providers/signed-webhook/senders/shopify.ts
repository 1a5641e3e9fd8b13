import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://shopify.dev/docs/apps/build/webhooks/verify-deliveries */
export const shopify: SenderDefinition = {
  scheme: hmacScheme({
    headers: [{ signature: 'X-Shopify-Hmac-Sha256' }, { signature: 'shopify-hmac-sha256' }],
    encoding: 'base64',
  }),
  eventType: ['header:X-Shopify-Topic|header:shopify-topic'],
  id: 'header:X-Shopify-Webhook-Id|header:shopify-webhook-id',
  setup:
    'In **Settings > Notifications > Webhooks**, create a webhook with the webhook URL and the format **JSON**. The secret is the key shown on that page, or the **Client secret** of the app that creates webhooks.',
  docs: 'https://shopify.dev/docs/apps/build/webhooks/verify-deliveries',
  example: {
    id: 9554194432293,
    title: 'T-Shirt',
    status: 'active',
    vendor: 'My Store',
    updated_at: '2025-04-22T14:30:00-05:00',
  },
  exampleType: 'products/update',
};
