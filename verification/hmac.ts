import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS } from './delivery.ts';
import { reject } from './rejection.ts';
import { readTextKey } from './secret.ts';
import type { Verifier } from './verify.ts';

const FORMS = { hex: /^[0-9a-f]{64}$/, base64: /^[A-Za-z0-9+/]{43}=$/ } as const;

/** How a provider writes its HMAC into a header. */
export interface HmacOptions {
  readonly header: string;
  readonly encoding: keyof typeof FORMS;
}

/**
 * HMAC-SHA256 of the raw body, bare in one header.
 *
 * The digests are compared as text, so a signature has exactly one spelling: no upper-case hex, no base64 whose spare bits
 * differ, none of the characters that lenient decoders skip.
 */
export const hmac = ({ header, encoding }: HmacOptions): Verifier => {
  const name = header.toLowerCase();
  const form = FORMS[encoding];
  return {
    scheme: `hmac-${encoding}`,
    name: `HMAC-SHA256 of the raw body in \`${header}\` (${encoding})`,
    headers: [header],
    checksTime: false,
    signsBody: true,
    readKey: readTextKey,
    check(delivery, keys) {
      const given = delivery.header(name);
      if (given === undefined || given === '') return reject('signature_missing');
      if (given === AMBIGUOUS) return reject('signature_ambiguous');
      if (!form.test(given)) return reject('signature_malformed');
      const signature = Buffer.from(given, 'latin1');
      for (const key of keys) {
        const expected = createHmac('sha256', key).update(delivery.body, 'utf8').digest(encoding);
        if (timingSafeEqual(Buffer.from(expected, 'latin1'), signature)) return { fingerprint: given };
      }
      return reject('signature_mismatch');
    },
  };
};
