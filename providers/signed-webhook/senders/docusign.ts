import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

const header = (number: number) => ({ signature: `X-DocuSign-Signature-${number}` });

/** One for each key of the account. */
const headers = [header(1), ...Array.from({ length: 99 }, (_, index) => header(index + 2))] as const;

/** @see https://developers.docusign.com/platform/webhooks/connect/hmac */
export const docusign: SenderDefinition = {
  scheme: hmacScheme({ headers, encoding: 'base64' }),
  eventType: ['event'],
  setup:
    'In **Admin > Connect**, add a custom configuration with the webhook URL and the data format **REST v2.1**, and select **Include HMAC Signature**. Create the secret in **Connect Keys**.',
  docs: 'https://developers.docusign.com/platform/webhooks/connect/hmac',
  example: {
    event: 'envelope-completed',
    generatedDateTime: '2023-07-06T18:05:48Z',
    data: { accountId: '67179a9e', envelopeId: '93be49ab' },
  },
};
