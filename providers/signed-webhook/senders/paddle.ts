import { hmacScheme } from '../../../verification/scheme.ts';
import type { SenderDefinition } from '../sender.ts';

/** @see https://developer.paddle.com/webhooks/signature-verification */
export const paddle: SenderDefinition = {
  scheme: hmacScheme({
    header: 'Paddle-Signature',
    separator: ';',
    prefix: 'h1=',
    signedText: '{timestamp}:{body}',
    timestamp: { in: 'signature', prefix: 'ts=', unit: 's', tolerance: 300 },
  }),
  eventType: ['event_type'],
  id: 'event_id',
  setup:
    'In **Developer tools > Notifications**, add a URL destination with the webhook URL. Then edit it and copy the **Secret key**.',
  docs: 'https://developer.paddle.com/webhooks/signature-verification',
  example: {
    event_id: 'evt_01hv6y1jtn1f',
    event_type: 'customer.created',
    occurred_at: '2024-04-11T15:57:25Z',
    data: { id: 'ctm_01hv6y1jedq4', name: 'Jo Brown' },
  },
};
