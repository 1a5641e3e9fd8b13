import fc from 'fast-check';
import { readDelivery } from '../../verification/delivery.ts';
import { hmac } from '../../verification/hmac.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';

// Two checks rely on Node's decoder or are written for speed. These tests compare each with a plain definition.

const verifier = hmac(STANDARD_WEBHOOKS);

/** Canonical base64 of 16 bytes or more: groups of four characters, padded, with spare bits at zero. */
const KEY = /^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$/;
const isKey = (text: string): boolean => KEY.test(text);

const base64ish = fc.string({ unit: fc.constantFrom(...'ABQUYcgkosw048+/zZ9=-_ \n'), minLength: 18, maxLength: 50 });

test('A signing key is canonical base64 of at least 16 bytes', () => {
  let accepted = 0;
  const bytes = fc
    .uint8Array({ minLength: 10, maxLength: 40, size: 'max' })
    .map((key) => Buffer.from(key).toString('base64'));
  const altered = fc.tuple(bytes, fc.nat(), base64ish).map(([text, at, other]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + other.charAt(0) + text.slice(place + 1);
  });
  fc.assert(
    fc.property(fc.oneof(bytes, altered, base64ish), (text) => {
      accepted += isKey(text) ? 1 : 0;
      expect(verifier.readKey(text)?.toString('base64')).toBe(isKey(text) ? text : undefined);
      expect(verifier.readKey(`whsec_${text}`)?.toString('base64')).toBe(isKey(text) ? text : undefined);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

const NAME = 'x-delivery-hmac-sha256';

const isNameOf = (key: string): boolean => {
  const plain = key.toLowerCase().replaceAll('_', '-');
  return plain === NAME || plain === `http-${NAME}`;
};

test('A header is found in any case, with and without Http-, with _ or -, and in no other spelling', () => {
  let found = 0;
  const letters = (text: string) =>
    fc.tuple(
      ...[...text].map((letter) =>
        fc.constantFrom(letter, letter, letter.toUpperCase(), letter === '-' ? '_' : letter),
      ),
    );
  const spellings = fc.oneof(letters(NAME), letters(`http-${NAME}`)).map((parts) => parts.join(''));
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 1 });
  const altered = fc.tuple(spellings, fc.nat(), ascii).map(([text, at, letter]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + letter + text.slice(place + 1);
  });
  fc.assert(
    fc.property(fc.oneof(spellings, altered, fc.string()), (key) => {
      const delivery = readDelivery({ headers: { [key]: 'value' }, content: '' });
      found += isNameOf(key) ? 1 : 0;
      expect('header' in delivery && delivery.header(NAME)).toBe(isNameOf(key) ? 'value' : undefined);
    }),
    { numRuns: 5000 },
  );
  expect(found).toBeGreaterThan(500);
});
