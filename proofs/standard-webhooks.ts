import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS, type Delivery } from './delivery.ts';
import { type Rejection, reject } from './rejection.ts';
import type { Evidence, Proof } from './verified.ts';

/** A delivery is fresh for this many seconds before and after it says it was sent. */
export const TOLERANCE = 300;
const SHORTEST_KEY = 16;
const FAMILIES = ['svix', 'webhook'] as const;
const VERSION = 'v1,';

/**
 * Decodes a `whsec_` secret. `Buffer.from` takes any text for base64 and makes an empty key of most, so what does not come
 * out as it went in is refused.
 */
const decodeKey = (secret: string): Buffer | undefined => {
  const text = secret.startsWith('whsec_') ? secret.slice('whsec_'.length) : secret;
  const key = Buffer.from(text, 'base64');
  return key.toString('base64') === text && key.length >= SHORTEST_KEY ? key : undefined;
};

const matches = (expected: Buffer, list: string): boolean =>
  list.split(' ').some((entry) => {
    if (!entry.startsWith(VERSION)) return false;
    const given = Buffer.from(entry.slice(VERSION.length), 'utf8');
    return given.length === expected.length && timingSafeEqual(given, expected);
  });

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

// All three parts come from one family of headers: mixing them would let a request bring a part of its own.
const readParts = (delivery: Delivery): Parts | Rejection => {
  const family = FAMILIES.find((name) => delivery.header(`${name}-signature`) !== undefined) ?? FAMILIES[0];
  const signatures = delivery.header(`${family}-signature`);
  if (signatures === undefined || signatures === '') return reject('signature_missing');
  const id = delivery.header(`${family}-id`);
  if (id === undefined || id === '') return reject('id_missing');
  const timestamp = delivery.header(`${family}-timestamp`);
  if (timestamp === undefined || timestamp === '') return reject('timestamp_missing');
  if (signatures === AMBIGUOUS || id === AMBIGUOUS || timestamp === AMBIGUOUS) return reject('signature_ambiguous');
  // A full stop would move the border between id, time and body in the signed text.
  if (!/^[\w-]+$/.test(id)) return reject('id_malformed');
  return { id, timestamp, signatures };
};

/**
 * Standard Webhooks, the scheme of Svix: HMAC-SHA256 of `id.timestamp.body`, several signatures in one header, five minutes
 * of tolerance.
 *
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const standardWebhooks = (): Proof => ({
  scheme: 'standard-webhooks',
  name: 'Standard Webhooks (Svix): HMAC-SHA256 of id, time and raw body, ±5 minutes',
  reads: ['svix-id', 'svix-timestamp', 'svix-signature'],
  checksTime: true,
  acceptsSecret: (secret) => decodeKey(secret) !== undefined,
  check(delivery, secrets, now): Evidence | Rejection {
    const parts = readParts(delivery);
    if ('reason' in parts) return parts;
    const stale = checkTime(parts.timestamp, now);
    if (stale) return stale;
    if (!parts.signatures.split(' ').some((entry) => entry.startsWith(VERSION))) return reject('signature_malformed');
    for (const secret of secrets) {
      const key = decodeKey(secret);
      if (!key) continue;
      const signed = createHmac('sha256', key).update(`${parts.id}.${parts.timestamp}.`).update(delivery.body, 'utf8');
      if (matches(Buffer.from(signed.digest('base64'), 'latin1'), parts.signatures)) {
        return { fingerprint: parts.id, deliveryId: parts.id, sentAt: Number(parts.timestamp) };
      }
    }
    return reject('signature_mismatch');
  },
});
