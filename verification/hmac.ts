import { createHmac, timingSafeEqual } from 'node:crypto';
import { isRejection, type Rejection, reject } from './rejection.ts';
import type { Algorithm, Encoding, HmacScheme } from './scheme.ts';
import { readBase64Key, readTextKey } from './secret.ts';
import { type SignatureParts, signaturePartsReader } from './signature-parts.ts';
import { signedTextOf } from './signed-text.ts';
import { checkTime, readBodyTime } from './timestamp.ts';
import type { Evidence, Verifier } from './verify.ts';

const BYTES: Readonly<Record<Algorithm, number>> = { sha1: 20, sha256: 32, sha512: 64 };

/** The length of a digest as text. */
const lengthOf = (algorithm: Algorithm, encoding: Encoding): number =>
  encoding === 'hex' ? 2 * BYTES[algorithm] : 4 * Math.ceil(BYTES[algorithm] / 3);

/** The canonical form of a digest of that length. */
const formatOf = (algorithm: Algorithm, encoding: Encoding): RegExp =>
  encoding === 'hex' ? /^[0-9a-f]+$/ : new RegExp(`^[A-Za-z0-9+/]+={${(3 - (BYTES[algorithm] % 3)) % 3}}$`);

/** The expected digests of a set of headers, one for each key. */
type Digests = (parts: SignatureParts) => readonly Buffer[];

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
  const length = lengthOf(algorithm, encoding);
  const signedText = signedTextOf(scheme.signedText);
  const signsBodyOnly = scheme.signedText === '{body}';
  const readers = scheme.headers.map((headers) => signaturePartsReader(scheme, headers));

  const digestsOf = (pieces: readonly string[], keys: readonly Buffer[]): readonly Buffer[] =>
    keys.map((key) => {
      const digest = createHmac(algorithm, key);
      for (const piece of pieces) digest.update(piece, 'utf8');
      return Buffer.from(digest.digest(encoding), 'latin1');
    });

  const matches = (signature: string, digests: readonly Buffer[]): boolean => {
    // As UTF-8, so that no other character has the same byte.
    const given = Buffer.from(signature, 'utf8');
    return digests.some((digest) => given.length === digest.length && timingSafeEqual(given, digest));
  };

  const hasLength = (signature: string): boolean => signature.length === length;

  const checkParts = (parts: SignatureParts, body: string, digests: Digests, now: number): Evidence | Rejection => {
    const { id, timestamp } = parts;
    const sentAt = time && time.in !== 'body' ? checkTime(timestamp, time, now) : undefined;
    if (isRejection(sentAt)) return sentAt;
    const signatures = parts.signatures.filter(hasLength);
    if (signatures.length === 0) return reject('signature_malformed');
    const expected = digests(parts);
    if (!signatures.some((signature) => matches(signature, expected))) {
      if (!signatures.some((signature) => format.test(signature))) return reject('signature_malformed');
      return reject(body.includes(REPLACEMENT) ? 'body_not_utf8' : 'signature_mismatch');
    }
    // Only now, because the signature covers it.
    const at = time?.in === 'body' ? checkTime(readBodyTime(body, time.key), time, now) : sentAt;
    if (isRejection(at)) return at;
    return { deliveryId: id, sentAt: at, validUntil: time && at !== undefined ? at + time.tolerance : undefined };
  };

  return {
    scheme,
    readKey: scheme.key === 'text' ? readTextKey : readBase64Key,
    check(delivery, keys, now) {
      // Sets that sign the body only share a digest, so that many headers cost no more than one.
      let shared: readonly Buffer[] | undefined;
      const digests: Digests = (parts) => {
        if (!signsBodyOnly) return digestsOf(signedText(delivery.body, parts), keys);
        shared ??= digestsOf([delivery.body], keys);
        return shared;
      };
      let refused: Rejection | undefined;
      for (const readParts of readers) {
        const parts = readParts(delivery);
        const outcome = isRejection(parts) ? parts : checkParts(parts, delivery.body, digests, now);
        if (!isRejection(outcome)) return outcome;
        if (refused === undefined || refused.reason === 'signature_missing') refused = outcome;
      }
      if (refused?.reason === 'signature_missing' && unsignedPing?.test(delivery.body))
        return reject('ping_not_signed');
      return refused ?? reject('signature_missing');
    },
  };
};
