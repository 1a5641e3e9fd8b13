import { type HmacScheme, hmacScheme } from './scheme.ts';

const headersOf = (prefix: string) => ({
  signature: `${prefix}-signature`,
  id: `${prefix}-id`,
  timestamp: `${prefix}-timestamp`,
});

/**
 * Standard Webhooks, the scheme of Svix: several signatures in one header, and a signed ID.
 *
 * @param first the first part of the names of its headers
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhooks = (first: string, ...others: readonly string[]): HmacScheme =>
  hmacScheme({
    headers: [headersOf(first), ...others.map(headersOf)],
    encoding: 'base64',
    key: 'base64',
    // The header may also contain signatures of other versions.
    prefix: 'v1,',
    separator: ' ',
    signedText: '{id}.{timestamp}.{body}',
    timestamp: { in: 'header', unit: 's', tolerance: 300 },
  });

/** Standard Webhooks as Svix sends them: its own headers, or those of the standard. */
export const STANDARD_WEBHOOKS = standardWebhooks('svix', 'webhook');
