import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS, type Delivery } from './delivery.ts';
import { type Rejection, reject } from './rejection.ts';
import type { Evidence, Proof } from './verified.ts';

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

/**
 * At least 16 bytes in base64, written in the one way that there is. `Buffer.from` takes any text for base64 and makes an empty
 * key of most, which anyone could sign with.
 */
const KEY = /^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$/;
const PREFIX = 'whsec_';

const encodedKey = (secret: string): string | undefined => {
  const text = secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret;
  return KEY.test(text) ? text : undefined;
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
export const standardWebhooks = (): Proof => ({
  scheme: 'standard-webhooks',
  name: 'Standard Webhooks (Svix): HMAC-SHA256 of id, time and raw body, ±5 minutes',
  reads: ['svix-id', 'svix-timestamp', 'svix-signature'],
  checksTime: true,
  signsBody: true,
  acceptsSecret: (secret) => encodedKey(secret) !== undefined,
  check(delivery, secrets, now): Evidence | Rejection {
    const parts = readParts(delivery);
    if ('reason' in parts) return parts;
    const stale = checkTime(parts.timestamp, now);
    if (stale) return stale;
    if (!parts.signatures.split(' ').some((entry) => entry.startsWith(VERSION))) return reject('signature_malformed');
    for (const secret of secrets) {
      const key = encodedKey(secret);
      if (key === undefined) continue;
      const hmac = createHmac('sha256', Buffer.from(key, 'base64')).update(`${parts.id}.${parts.timestamp}.`);
      const expected = hmac.update(delivery.body, 'utf8').digest('base64');
      if (matches(Buffer.from(expected, 'latin1'), parts.signatures)) {
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
