import { createHmac, timingSafeEqual } from 'node:crypto';
import { AMBIGUOUS } from './delivery.ts';
import { reject } from './rejection.ts';
import { readTextKey } from './secret.ts';
import type { Verifier } from './verify.ts';

const FORMATS = { hex: /^[0-9a-f]{64}$/, base64: /^[A-Za-z0-9+/]{43}=$/ } as const;

/** How a provider writes its HMAC into a header. */
export interface HmacOptions {
  readonly header: string;
  readonly encoding: keyof typeof FORMATS;
}

/**
 * HMAC-SHA256 of the raw body in one header, without prefix or timestamp.
 *
 * The digests are compared as text, so a signature has exactly one valid form: no upper-case hex, no base64 with other spare bits,
 * no characters that lenient decoders skip.
 */
export const hmac = ({ header, encoding }: HmacOptions): Verifier => {
  const name = header.toLowerCase();
  const format = FORMATS[encoding];
  return {
    scheme: `hmac-${encoding}`,
    name: `HMAC-SHA256 of the raw body in \`${header}\` (${encoding})`,
    headers: [header],
    parameters: [],
    checksTime: false,
    signsBody: true,
    readKey: readTextKey,
    check(delivery, keys) {
      const value = delivery.header(name);
      if (value === undefined || value === '') return reject('signature_missing');
      if (value === AMBIGUOUS) return reject('signature_ambiguous');
      if (!format.test(value)) return reject('signature_malformed');
      const signature = Buffer.from(value, 'latin1');
      for (const key of keys) {
        const expected = createHmac('sha256', key).update(delivery.body, 'utf8').digest(encoding);
        if (timingSafeEqual(Buffer.from(expected, 'latin1'), signature)) return { fingerprint: value };
      }
      return reject('signature_mismatch');
    },
  };
};
