import { createHash } from 'node:crypto';
import type { ActionResult } from '../helpers/actions.ts';
import { act, withAuth } from '../helpers/actions.ts';
import type { Bench } from '../helpers/sandbox.ts';
import { hmacOf, standardHeaders, standardSecret } from '../helpers/sign.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const SVIX = standardSecret(Buffer.from('a key of thirty-two bytes in all'));
export const TOKEN = 'a-token-that-a-user-generated';

/** The secrets in the connection, by field. */
export const SECRETS = {
  basekit_hmac_secret: '0ldS3cretOfBaseKit',
  buildr_webhook_secret: SVIX,
  builtfirst_webhook_secret: '0ldS3cretOfBuiltfirst',
  freshpaint_webhook_token: TOKEN,
  firespring_url_token: TOKEN,
};

/** Seconds since 1970. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** Runs *Verify Webhook Delivery* with these secrets in the connection. */
export const verifyOn = (
  bench: Bench,
  input: Fields,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<ActionResult> => act(bench, 'verify_delivery', input, withAuth(bench, { ...SECRETS, ...changes }));

/** A genuine request of each provider, and the part of the action’s output that depends on it. */
export const GENUINE = [
  {
    provider: 'basekit',
    body: '{"eventName": "site.publish", "site": {"ref": 911}}',
    headers: (body: string) => ({ 'X-Delivery-Hmac-SHA256': hmacOf(SECRETS.basekit_hmac_secret, body, 'base64') }),
    expected: { event_type: 'site.publish', delivery_id: undefined, sent_at: null },
  },
  {
    provider: 'buildr',
    body: '{"id": 2279, "url": "https://example.com/opportunities/2279"}',
    headers: (body: string) => standardHeaders(SVIX, { id: 'msg_1', timestamp: now(), body }),
    expected: { event_type: null, delivery_id: 'msg_1', sent_at: expect.stringMatching(/^\d{4}-.*Z$/) },
  },
  {
    provider: 'builtfirst',
    body: '{"id": "log-1", "type": "items_searched", "data": {"term": "ü ✓"}}',
    headers: (body: string) => ({
      'Builtfirst-Webhook-Signature-SHA256': hmacOf(SECRETS.builtfirst_webhook_secret, body, 'hex'),
    }),
    expected: { event_type: 'items_searched', delivery_id: 'log-1', sent_at: null },
  },
  {
    provider: 'freshpaint',
    body: '{"type": "track", "event": "Signed Up", "messageId": "m-1", "timestamp": "2022-08-08T17:15:45Z"}',
    headers: () => ({ 'X-Webhook-Token': TOKEN }),
    expected: { event_type: 'track', delivery_id: undefined, sent_at: null },
  },
  {
    provider: 'firespring',
    body: '{"id": 90210, "event_type": "message.created", "payload": {"id": 51, "object": "message"}}',
    headers: () => ({}),
    querystring: `token=${TOKEN}`,
    expected: { event_type: 'message.created', delivery_id: undefined, sent_at: null },
  },
].map(({ expected, ...one }) => ({
  querystring: '',
  ...one,
  // Without a signed ID, the hash of the body identifies the delivery.
  expected: { ...expected, delivery_id: expected.delivery_id ?? createHash('sha256').update(one.body).digest('hex') },
}));

/** The inputs that a user maps for a request. */
export const inputsOf = ({ provider, body, headers, querystring }: (typeof GENUINE)[number]) => ({
  provider,
  raw_body: body,
  headers: JSON.stringify(headers(body)),
  querystring,
});
