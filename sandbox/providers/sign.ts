import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

// Written from the providers' documentation and with other libraries: a signature made by the code under test would verify even if
// both were wrong.

/** HMAC-SHA256 of the raw body, as BaseKit (base64) and Builtfirst (hex) document it. */
export const signHmac = (body: string, secret: string, encoding: 'base64' | 'hex'): string =>
  createHmac('sha256', secret).update(Buffer.from(body, 'utf8')).digest(encoding);

/** Standard Webhooks headers with the names that Svix uses. @see https://docs.svix.com/receiving/verifying-payloads/how-manual */
export const signSvix = (body: string, secret: string, id: string, at: Date): Record<string, string> => ({
  'svix-id': id,
  'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
  'svix-signature': new Webhook(secret).sign(id, at, body),
});
