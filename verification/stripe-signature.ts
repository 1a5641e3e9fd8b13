import { type HmacScheme, hmacScheme, type Timestamp } from './scheme.ts';

/**
 * The scheme of Stripe, which other senders use too: `t=1764000000,v1=…` in one header, with several signatures while a secret is rotated.
 *
 * @see https://docs.stripe.com/webhooks#verify-manually
 */
export const stripeSignature = (
  header: string,
  { unit, tolerance }: Pick<Timestamp, 'unit' | 'tolerance'>,
): HmacScheme =>
  hmacScheme({
    header,
    separator: ',',
    prefix: 'v1=',
    signedText: '{timestamp}.{body}',
    timestamp: { in: 'signature', prefix: 't=', unit, tolerance },
  });
