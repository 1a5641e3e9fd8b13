import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRejection, type Rejection, reject } from './rejection.ts';
import type { Algorithm, Encoding, HmacScheme } from './scheme.ts';
import { readBase64Key, readTextKey } from './secret.ts';
import { type SignatureParts, signaturePartsReader } from './signature-parts.ts';
import { signedTextOf } from './signed-text.ts';
import { checkTime, readBodyTime } from './timestamp.ts';
import type { Evidence, Verifier } from './verify.ts';

const BYTES: Readonly<Record<Algorithm, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** The canonical form of a digest: lower-case hex, or base64 of exactly this length. */
const formatOf = (algorithm: Algorithm, encoding: Encoding): RegExp => {
  const bytes = BYTES[algorithm];
  if (encoding === 'hex') return new RegExp(`^[0-9a-f]{${2 * bytes}}$`);
  return new RegExp(`^[A-Za-z0-9+/]{${Math.ceil((4 * bytes) / 3)}}={${(3 - (bytes % 3)) % 3}}$`);
};

/** Zapier replaces bytes that are not UTF-8 with this. */
const REPLACEMENT = '\ufffd';

/**
 * Verifies an HMAC as its description says.
 *
 * The digests are compared as text, so a signature has exactly one valid form: no base64 with other spare bits, and no characters that
 * lenient decoders skip.
 */
export const hmac = (scheme: HmacScheme): Verifier => {
  const { algorithm, encoding, timestamp: time, unsignedPing } = scheme;
  const format = formatOf(algorithm, encoding);
  const signedText = signedTextOf(scheme.signedText);
  const readers = scheme.headers.map((headers) => signaturePartsReader(scheme, headers));

  const isSigned = (pieces: readonly string[], signatures: readonly string[], keys: readonly Buffer[]): boolean => {
    // As UTF-8, so that no other character has the same byte.
    const given = signatures.map((signature) => Buffer.from(signature, 'utf8'));
    for (const key of keys) {
      const digest = createHmac(algorithm, key);
      for (const piece of pieces) digest.update(piece, 'utf8');
      const expected = Buffer.from(digest.digest(encoding), 'latin1');
      for (const signature of given) {
        if (signature.length === expected.length && timingSafeEqual(signature, expected)) return true;
      }
    }
    return false;
  };

  const mismatch = (signatures: readonly string[], body: string): Rejection => {
    if (!signatures.some((signature) => format.test(signature))) return reject('signature_malformed');
    return reject(body.includes(REPLACEMENT) ? 'body_not_utf8' : 'signature_mismatch');
  };

  const checkParts = (
    parts: SignatureParts,
    body: string,
    keys: readonly Buffer[],
    now: number,
  ): Evidence | Rejection => {
    const { id, timestamp, signatures } = parts;
    const sentAt = time && time.in !== 'body' ? checkTime(timestamp, time, now) : undefined;
    if (isRejection(sentAt)) return sentAt;
    if (!isSigned(signedText(body, parts), signatures, keys)) return mismatch(signatures, body);
    // Only now, because the signature covers it.
    const at = time?.in === 'body' ? checkTime(readBodyTime(body, time.key), time, now) : sentAt;
    if (isRejection(at)) return at;
    return { deliveryId: id, sentAt: at, validUntil: time && at !== undefined ? at + time.tolerance : undefined };
  };

  return {
    scheme,
    readKey: scheme.key === 'text' ? readTextKey : readBase64Key,
    check(delivery, keys, now) {
      let refused: Rejection | undefined;
      for (const readParts of readers) {
        const parts = readParts(delivery);
        const outcome = isRejection(parts) ? parts : checkParts(parts, delivery.body, keys, now);
        if (!isRejection(outcome)) return outcome;
        if (refused === undefined || refused.reason === 'signature_missing') refused = outcome;
      }
      if (refused?.reason === 'signature_missing' && unsignedPing?.test(delivery.body))
        return reject('ping_not_signed');
      return refused ?? reject('signature_missing');
    },
  };
};
