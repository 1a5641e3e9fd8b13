import { type Deviation, renamed, withBody, withHeader, withScheme } from './deviation.ts';

/** What a sender of *New Signed Webhook* may do differently, for Stripe. */
export const stripeDeviations: readonly Deviation[] = [
  {
    text: 'The signature is in another header.',
    breaks: 'stripe.signature-names',
    finding: '`x-signature`',
    delivery: withHeader('Stripe-Signature', 'X-Signature'),
  },
  {
    text: 'The signature covers only the body.',
    breaks: 'stripe.signature',
    finding: '`signature_mismatch`',
    delivery: withScheme((scheme) => ({ ...scheme, signedText: '{body}' })),
  },
  {
    text: 'The event is named in another field.',
    breaks: 'stripe.event-type',
    finding: 'no event type',
    delivery: withBody(renamed('type', 'event')),
  },
];
