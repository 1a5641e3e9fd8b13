import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Signs as a provider does, independent of the verifiers: a signature from the code under test would show nothing. */
export const hmacOf = (secret: string, body: string, encoding: 'hex' | 'base64'): string =>
  createHmac('sha256', Buffer.from(secret, 'utf8')).update(Buffer.from(body, 'utf8')).digest(encoding);

/** The content that a Standard Webhooks signature covers. */
export interface Message {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** A `v1,…` signature from the Standard Webhooks library. */
export const standardSignature = (secret: string, { id, timestamp, body }: Message): string =>
  new Webhook(secret).sign(id, new Date(timestamp * 1000), body);

/** The three headers of Standard Webhooks with either prefix. */
export const standardHeaders = (secret: string, message: Message, prefix: 'svix' | 'webhook' = 'svix') => ({
  [`${prefix}-id`]: message.id,
  [`${prefix}-timestamp`]: String(message.timestamp),
  [`${prefix}-signature`]: standardSignature(secret, message),
});

/** A secret in the format that Svix issues. */
export const standardSecret = (key: Uint8Array): string => `whsec_${Buffer.from(key).toString('base64')}`;

/** A POST request as Zapier passes it to a trigger. */
export const post = <Headers extends Readonly<Record<string, unknown>> = Record<string, never>>(
  content: string,
  headers?: Headers,
  querystring = '',
) => ({ method: 'POST', querystring, headers: headers ?? {}, content });
