import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://www.typeform.com/developers/webhooks/secure-your-webhooks/ */
export const typeform: SenderDefinition = {
  scheme: hmacScheme({ header: 'Typeform-Signature', encoding: 'base64', prefix: 'sha256=' }),
  eventType: ['event_type'],
  id: 'event_id',
  setup:
    'In the form’s **Connect > Webhooks**, add a webhook with the webhook URL. Edit it to enter a **Secret**, and turn it on.',
  docs: 'https://www.typeform.com/developers/webhooks/secure-your-webhooks/',
  example: {
    event_id: 'LtWXD3crgy',
    event_type: 'form_response',
    form_response: { form_id: 'lT4Z3j', submitted_at: '2018-01-18T18:17:02Z' },
  },
};
