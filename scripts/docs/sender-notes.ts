import type { SenderKey } from '../../providers/signed-webhook/sender-labels.ts';

/** What users of a sender should know besides its description. */
export const SENDER_NOTES: Readonly<Partial<Record<SenderKey, readonly string[]>>> = {
  standard_webhooks: [
    'Only signatures of the version `v1` are verified. Those of the version `v1a` need a public key.',
    'BigCommerce signs like this with the client secret of the API account. Enter the base64 of that secret, such as the output of `printf %s "$CLIENT_SECRET" | base64 -w0`. This has not been tried with BigCommerce.',
  ],
  svix: [
    'The headers may also be those of *Standard Webhooks*, but never some of each.',
    'Event names and bodies are those of the company that uses Svix.',
  ],
  bitbucket: [
    'The [API reference](https://developer.atlassian.com/cloud/bitbucket/rest/api-group-webhooks/) names the HMAC and its header. The hash and the format are those of the example in the documentation, which is a test vector.',
    'Jira signs in the same way, so a Zap for one of them accepts requests of the other if both use the same secret.',
  ],
  cal_com: [
    'Without a secret, the header is `no-secret-provided`. The request is refused (`signature_missing`).',
    'A custom payload template may have no event type, and may not be JSON.',
  ],
  calendly: ['A subscription without `signing_key` is not signed.'],
  discourse: [
    'Two events of an object that did not change in between have equal bodies, so the second is a duplicate.',
  ],
  docusign: [
    'There is one header for each key of the account. One valid signature is enough.',
    'The body contains `retryCount`. If a re-send has another value, it is not recognized as a duplicate.',
  ],
  ghost: ['Older versions of Ghost have no `event` in the body.'],
  github: [
    'GitHub sends a signed event of the type `ping` when the webhook is created.',
    'With the content type `application/x-www-form-urlencoded`, the payload is text instead of fields.',
  ],
  gocardless: [
    'A request may contain several events in `events`, so it has no event type. Leave the filter *Event Types* empty: otherwise each run ends in an error.',
  ],
  intercom: [
    'Intercom signs only with SHA-1. See [SHA-1](../SECURITY.md#sha-1).',
    'Intercom sends signed events of the type `ping` when you save the URL and from time to time.',
  ],
  jira: [
    'Only webhooks of an administrator are signed like this. Those of OAuth 2.0 and Connect apps contain a token and are refused.',
    'Bitbucket signs in the same way, so a Zap for one of them accepts requests of the other if both use the same secret.',
  ],
  lemon_squeezy: ['Lemon Squeezy accepts secrets of 6 characters, but this app requires 8.'],
  linear: [
    'The timestamp is part of the body. It is left out when bodies are compared, because a re-send may have a new one.',
  ],
  paddle: ['Paddle Classic signs in another way and is not supported.'],
  pagerduty: ['Older webhook extensions (V1 and V2) are not signed like this.'],
  razorpay: [
    'After you change the secret, Razorpay signs re-sends of older events with the old one. Keep it as *Previous Signing Secret*.',
  ],
  sentry: ['The older plugin *WebHooks* does not sign.'],
  shopify: [
    'The webhooks of the admin and those of an app have different keys.',
    'After you rotate the client secret of an app, Shopify may sign with the old one for an hour. Keep it as *Previous Signing Secret*.',
  ],
  vercel: ['Vercel signs only with SHA-1. See [SHA-1](../SECURITY.md#sha-1).'],
  woocommerce: [
    'WooCommerce tests the URL with an unsigned request, `webhook_id=` and a number. It is dropped without an error (`ping_not_signed`).',
    'If the secret contains an HTML entity such as `&amp;`, enter the character: `&`.',
  ],
  zendesk: [
    'In a webhook of a trigger or automation, you write the body: it may have neither an event type nor an ID, and may not be JSON.',
  ],
};
