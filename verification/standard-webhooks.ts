import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS, type Delivery } from './delivery.ts';
import { type Rejection, reject } from './rejection.ts';
import { isOneCharacter } from './secret.ts';
import type { Evidence, Verifier } from './verify.ts';

/** Seconds that the timestamp may differ from the current time, in either direction. */
export const TOLERANCE = 300;

const headersOf = (prefix: string) => ({
  signatures: `${prefix}-signature`,
  id: `${prefix}-id`,
  timestamp: `${prefix}-timestamp`,
});
const SVIX = headersOf('svix');
const WEBHOOK = headersOf('webhook');
const VERSION = 'v1,';

const PREFIX = 'whsec_';
/** Bytes. */
const SHORTEST_KEY = 16;

// `Buffer.from` decodes any text, mostly to an empty key that anyone could sign with, so only canonical base64 is a key. One repeated
// byte or character is a placeholder.
const readKey = (secret: string): Buffer | undefined => {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(text, 'base64');
  const isKey = key.length >= SHORTEST_KEY && key.toString('base64') === text;
  return isKey && key.some((byte) => byte !== key[0]) && !isOneCharacter(text) ? key : undefined;
};

const matches = (entry: string, expected: Buffer): boolean => {
  const signature = Buffer.from(entry, 'utf8');
  return signature.length === expected.length && timingSafeEqual(signature, expected);
};

const checkTime = (text: string, now: number): Rejection | undefined => {
  if (!/^\d{1,12}$/.test(text)) return reject('timestamp_malformed');
  const age = now - Number(text);
  if (age > TOLERANCE) return reject('timestamp_too_old');
  if (age < -TOLERANCE) return reject('timestamp_too_new');
  return undefined;
};

interface Parts {
  readonly id: string;
  readonly timestamp: string;
  readonly signatures: string;
}

// All three parts come from headers with one prefix: a mixture would let a sender replace a single part.
const readParts = (delivery: Delivery): Parts | Rejection => {
  const svix = delivery.header(SVIX.signatures);
  const names = svix === undefined ? WEBHOOK : SVIX;
  const signatures = svix === undefined ? delivery.header(WEBHOOK.signatures) : svix;
  if (signatures === undefined || signatures === '') return reject('signature_missing');
  const id = delivery.header(names.id);
  if (id === undefined || id === '') return reject('id_missing');
  const timestamp = delivery.header(names.timestamp);
  if (timestamp === undefined || timestamp === '') return reject('timestamp_missing');
  if (signatures === AMBIGUOUS || id === AMBIGUOUS || timestamp === AMBIGUOUS) return reject('signature_ambiguous');
  // A full stop would move the border between ID, timestamp and body in the signed text.
  if (!/^[\w-]+$/.test(id)) return reject('id_malformed');
  return { id, timestamp, signatures };
};

/**
 * Standard Webhooks, the scheme of Svix: HMAC-SHA256 of `id.timestamp.body`, several signatures in one header, a tolerance of five
 * minutes.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhooks = (): Verifier => ({
  scheme: 'standard-webhooks',
  name: 'Standard Webhooks (Svix): HMAC-SHA256 of ID, timestamp and raw body, five minutes of tolerance',
  headers: ['svix-id', 'svix-timestamp', 'svix-signature'],
  parameters: [],
  checksTime: true,
  signsBody: true,
  readKey,
  check(delivery, keys, now): Evidence | Rejection {
    const parts = readParts(delivery);
    if ('reason' in parts) return parts;
    const outOfTime = checkTime(parts.timestamp, now);
    if (outOfTime) return outOfTime;
    // The header may also contain signatures of other versions.
    const entries = parts.signatures.split(' ').filter((entry) => entry.startsWith(VERSION));
    if (entries.length === 0) return reject('signature_malformed');
    const signed = `${parts.id}.${parts.timestamp}.${delivery.body}`;
    for (const key of keys) {
      const digest = createHmac('sha256', key).update(signed, 'utf8').digest('base64');
      const expected = Buffer.from(VERSION + digest, 'latin1');
      if (entries.some((entry) => matches(entry, expected))) {
        return {
          fingerprint: parts.id,
          deliveryId: parts.id,
          sentAt: Number(parts.timestamp),
          validUntil: Number(parts.timestamp) + TOLERANCE,
        };
      }
    }
    return reject('signature_mismatch');
  },
});
