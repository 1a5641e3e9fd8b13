import fc from 'fast-check';
import { readDelivery } from '../../verification/delivery.ts';
import { standardWebhooks } from '../../verification/standard-webhooks.ts';

// Two checks decide by what Node makes of a text, or for speed; here each is held to another way of saying it.

const proof = standardWebhooks();

/** Base64 by its grammar: groups of four, the last one padded with its spare bits at zero, 16 bytes or more. */
const KEY = /^(?:[A-Za-z0-9+/]{4}){5,}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=|[A-Za-z0-9+/][AQgw]==)$/;
const isKey = (text: string): boolean => KEY.test(text);

const base64ish = fc.string({ unit: fc.constantFrom(...'ABQUYcgkosw048+/zZ9=-_ \n'), minLength: 18, maxLength: 50 });

test('takes for a signing key what Node decodes and encodes again to the same, from 16 bytes on', () => {
  let accepted = 0;
  const bytes = fc
    .uint8Array({ minLength: 10, maxLength: 40, size: 'max' })
    .map((key) => Buffer.from(key).toString('base64'));
  const bent = fc.tuple(bytes, fc.nat(), base64ish).map(([text, at, other]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + other.charAt(0) + text.slice(place + 1);
  });
  fc.assert(
    fc.property(fc.oneof(bytes, bent, base64ish), (text) => {
      accepted += isKey(text) ? 1 : 0;
      expect(proof.readKey(text)?.toString('base64')).toBe(isKey(text) ? text : undefined);
      expect(proof.readKey(`whsec_${text}`)?.toString('base64')).toBe(isKey(text) ? text : undefined);
    }),
    { numRuns: 5000 },
  );
  expect(accepted).toBeGreaterThan(500);
});

const NAME = 'x-delivery-hmac-sha256';

const plainly = (key: string): boolean => {
  const plain = key.toLowerCase().replaceAll('_', '-');
  return plain === NAME || plain === `http-${NAME}`;
};

test('finds a header in every case, with and without Http-, with _ for -, and no other', () => {
  let found = 0;
  const letters = (text: string) =>
    fc.tuple(
      ...[...text].map((letter) =>
        fc.constantFrom(letter, letter, letter.toUpperCase(), letter === '-' ? '_' : letter),
      ),
    );
  const spelled = fc.oneof(letters(NAME), letters(`http-${NAME}`)).map((parts) => parts.join(''));
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 1 });
  const bent = fc.tuple(spelled, fc.nat(), ascii).map(([text, at, letter]) => {
    const place = at % (text.length + 1);
    return text.slice(0, place) + letter + text.slice(place + 1);
  });
  fc.assert(
    fc.property(fc.oneof(spelled, bent, fc.string()), (key) => {
      const delivery = readDelivery({ headers: { [key]: 'value' }, content: '' });
      found += plainly(key) ? 1 : 0;
      expect('header' in delivery && delivery.header(NAME)).toBe(plainly(key) ? 'value' : undefined);
    }),
    { numRuns: 5000 },
  );
  expect(found).toBeGreaterThan(500);
});
