import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.woocommerce.com/docs/apis/rest-api/v3/webhooks/ */
export const woocommerce: SenderDefinition = {
  scheme: hmacScheme({ header: 'X-WC-Webhook-Signature', encoding: 'base64', unsignedPing: /^webhook_id=\d+$/ }),
  eventType: ['header:X-WC-Webhook-Topic'],
  id: 'header:X-WC-Webhook-Delivery-ID',
  setup:
    'In **WooCommerce > Settings > Advanced > Webhooks > Add webhook**, set **Status** to **Active**, paste the webhook URL into **Delivery URL**, and copy the **Secret**.',
  docs: 'https://developer.woocommerce.com/docs/apis/rest-api/v3/webhooks/',
  example: { id: 727, status: 'processing', currency: 'USD', total: '29.35', date_created_gmt: '2017-03-22T19:28:02' },
  exampleType: 'order.created',
};
