import { type Deviation, renamed, withBody, withHeader, withScheme } from './deviation.ts';

/** What Builtfirst may do differently. */
export const builtfirstDeviations: readonly Deviation[] = [
  {
    text: 'The signature is in another header.',
    breaks: 'builtfirst.signature-names',
    finding: '`x-hub-signature-256`',
    delivery: withHeader('Builtfirst-Webhook-Signature-SHA256', 'X-Hub-Signature-256'),
  },
  {
    text: 'The signature is in base64.',
    breaks: 'builtfirst.signature',
    finding: '`signature_malformed`',
    delivery: withScheme((scheme) => ({ ...scheme, encoding: 'base64' })),
  },
  {
    text: 'The signature has a prefix.',
    breaks: 'builtfirst.signature',
    finding: '`signature_malformed`',
    delivery: withScheme((scheme) => ({ ...scheme, prefix: 'sha256=' })),
  },
  {
    text: 'An event has another name.',
    breaks: 'builtfirst.event-type',
    finding: '`redemption.activated`',
    delivery: withBody((body) =>
      body['type'] === 'redemption_activated' ? { ...body, type: 'redemption.activated' } : body,
    ),
  },
  {
    text: 'The event is named in another field.',
    breaks: 'builtfirst.event-type',
    finding: '`event`',
    delivery: withBody(renamed('type', 'event')),
  },
  {
    text: 'The ID has another name.',
    breaks: 'builtfirst.delivery-id',
    also: ['builtfirst.schema'],
    finding: '`event_id`',
    delivery: withBody(renamed('id', 'event_id')),
  },
  {
    text: 'The content has another envelope.',
    breaks: 'builtfirst.schema',
    finding: '`attributes`',
    delivery: withBody(renamed('data', 'attributes')),
  },
];
