import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS, type Delivery } from './delivery.ts';
import { type Rejection, reject } from './rejection.ts';
import type { Evidence, Verifier } from './verify.ts';

/** A delivery is fresh for this many seconds before and after it says it was sent. */
export const TOLERANCE = 300;
const familyOf = (name: string) => ({
  signatures: `${name}-signature`,
  id: `${name}-id`,
  timestamp: `${name}-timestamp`,
});
const SVIX = familyOf('svix');
const WEBHOOK = familyOf('webhook');
const VERSION = 'v1,';

const PREFIX = 'whsec_';
/** Bytes. */
const SHORTEST_KEY = 16;

// `Buffer.from` takes any text for base64 and makes an empty key of most, which anyone could sign with: so only text that is what
// the key in it is written as.
const readKey = (secret: string): Buffer | undefined => {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  const key = Buffer.from(text, 'base64');
  return key.length >= SHORTEST_KEY && key.toString('base64') === text ? key : undefined;
};

const matches = (entry: string, expected: Buffer): boolean => {
  const given = Buffer.from(entry, 'utf8');
  return given.length === expected.length && timingSafeEqual(given, expected);
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

// All three parts come from one family of headers: mixing them would let a request bring a part of its own.
const readParts = (delivery: Delivery): Parts | Rejection => {
  const svix = delivery.header(SVIX.signatures);
  const family = svix === undefined ? WEBHOOK : SVIX;
  const signatures = svix === undefined ? delivery.header(WEBHOOK.signatures) : svix;
  if (signatures === undefined || signatures === '') return reject('signature_missing');
  const id = delivery.header(family.id);
  if (id === undefined || id === '') return reject('id_missing');
  const timestamp = delivery.header(family.timestamp);
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
export const standardWebhooks = (): Verifier => ({
  scheme: 'standard-webhooks',
  name: 'Standard Webhooks (Svix): HMAC-SHA256 of id, time and raw body, ±5 minutes',
  headers: ['svix-id', 'svix-timestamp', 'svix-signature'],
  checksTime: true,
  signsBody: true,
  readKey,
  check(delivery, keys, now): Evidence | Rejection {
    const parts = readParts(delivery);
    if ('reason' in parts) return parts;
    const stale = checkTime(parts.timestamp, now);
    if (stale) return stale;
    // Signatures of older and newer versions may stand beside those of the one there is.
    const entries = parts.signatures.split(' ').filter((entry) => entry.startsWith(VERSION));
    if (entries.length === 0) return reject('signature_malformed');
    const start = `${parts.id}.${parts.timestamp}.`;
    for (const key of keys) {
      const digest = createHmac('sha256', key).update(start).update(delivery.body, 'utf8').digest('base64');
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
