import { type Deviation, moved, renamed, withBody, withHeader } from './deviation.ts';

/** What Freshpaint may do differently. */
export const freshpaintDeviations: readonly Deviation[] = [
  {
    text: 'The API for events has another path.',
    breaks: 'freshpaint.track',
    finding: '404',
    api: moved('/track', '/v1/track'),
    fix: ({ FRESHPAINT_API_URL: url = '' }) => ({ FRESHPAINT_API_URL: `${url}/v1` }),
  },
  {
    text: 'The header with the token is dropped.',
    breaks: 'freshpaint.signature-names',
    finding: '`X-Webhook-Token` is missing',
    delivery: withHeader('X-Webhook-Token', 'X-Other'),
  },
  {
    text: 'The header with the token has a prefix.',
    breaks: 'freshpaint.signature-names',
    finding: '`x-custom-x-webhook-token`',
    delivery: withHeader('X-Webhook-Token', 'X-Custom-X-Webhook-Token'),
  },
  {
    text: 'The token is changed.',
    breaks: 'freshpaint.signature',
    finding: '`token_mismatch`',
    delivery: ({ sign }) => sign({ secret: 'another-token-of-some-length' }),
  },
  {
    text: 'A type has another name.',
    breaks: 'freshpaint.event-type',
    finding: '`screen`',
    delivery: withBody((body) => (body['type'] === 'page' ? { ...body, type: 'screen' } : body)),
  },
  {
    text: 'Deliveries have another envelope.',
    breaks: 'freshpaint.event-type',
    finding: '`message.type`',
    delivery: withBody((message) => ({ message })),
  },
  {
    text: 'The ID has another name.',
    breaks: 'freshpaint.delivery-id',
    finding: '`eventId`',
    delivery: withBody(renamed('messageId', 'eventId')),
  },
  {
    text: 'A time is a number.',
    breaks: 'freshpaint.schema',
    finding: '`timestamp`',
    delivery: withBody((body) => ({ ...body, timestamp: 1_659_978_945 })),
  },
];
