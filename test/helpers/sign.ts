import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Signs as a provider does, on other code than the proofs': a test signed by the code under test proves nothing. */
export const hmacOf = (secret: string, body: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', Buffer.from(secret, 'utf8')).update(Buffer.from(body, 'utf8')).digest(encoding);

/** What a Standard Webhooks signature covers. */
export interface Message {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** `v1,…` by the Standard Webhooks library. */
export const standardSignature = (secret: string, { id, timestamp, body }: Message): string =>
  new Webhook(secret).sign(id, new Date(timestamp * 1000), body);

/** The three headers of Standard Webhooks under either of their names. */
export const standardHeaders = (secret: string, message: Message, family: 'svix' | 'webhook' = 'svix') => ({
  [`${family}-id`]: message.id,
  [`${family}-timestamp`]: String(message.timestamp),
  [`${family}-signature`]: standardSignature(secret, message),
});

/** A secret as Svix issues them. */
export const standardSecret = (key: Uint8Array): string => `whsec_${Buffer.from(key).toString('base64')}`;

/** A POST as Zapier hands it to a trigger. */
export const post = (content: string, headers: Readonly<Record<string, unknown>> = {}, querystring = '') => ({
  method: 'POST',
  querystring,
  headers,
  content,
});
