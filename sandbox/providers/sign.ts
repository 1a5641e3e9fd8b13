import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/**
 * How providers sign, written from their own documents and another library, never with the code that verifies: what a test signs
 * with the code under test proves nothing.
 */

/** Bare HMAC-SHA256 of the raw body, as BaseKit (base64) and Builtfirst (hex) document it. */
export const signHmac = (body: string, secret: string, encoding: 'base64' | 'hex'): string =>
  createHmac('sha256', secret).update(Buffer.from(body, 'utf8')).digest(encoding);

/** Standard Webhooks headers as Svix writes them. @see https://docs.svix.com/receiving/verifying-payloads/how-manual */
export const signSvix = (body: string, secret: string, id: string, at: Date): Record<string, string> => ({
  'svix-id': id,
  'svix-timestamp': String(Math.floor(at.getTime() / 1000)),
  'svix-signature': new Webhook(secret).sign(id, at, body),
});
