import { createCipheriv, randomUUID } from 'node:crypto';
import { readBase64Key, secretProblem, usableSecrets } from '../../verification/secret.ts';

const NAMES = ['BaseKit', 'HMAC Secret', 'BaseKit HMAC Secret', 'basekit_hmac_secret'];

/**
 * Random bytes that are the same in each run: the rules refuse about one of a million secrets of 64 bits, and a test that generates
 * others each time fails once in hundreds of runs.
 */
const stream = createCipheriv('aes-256-ctr', Buffer.alloc(32, 'generated secrets'), Buffer.alloc(16));
const randomBytes = (size: number): Buffer => stream.update(Buffer.alloc(size));

/** Characters of an alphabet, each equally likely. */
const characters = (alphabet: string, size: number): string => {
  const limit = 256 - (256 % alphabet.length);
  let text = '';
  while (text.length < size) {
    const [byte = 0] = randomBytes(1);
    if (byte < limit) text += alphabet.charAt(byte % alphabet.length);
  }
  return text;
};

/** Texts as generators of secrets create them, from 64 bits. */
const GENERATORS: Readonly<Record<string, () => string>> = {
  'hex of 8 bytes': () => randomBytes(8).toString('hex'),
  'hex of 16 bytes': () => randomBytes(16).toString('hex'),
  'upper case hex of 32 bytes': () => randomBytes(32).toString('hex').toUpperCase(),
  'hex of 64 bytes': () => randomBytes(64).toString('hex'),
  'base64 of 9 bytes': () => randomBytes(9).toString('base64'),
  'base64 of 24 bytes': () => randomBytes(24).toString('base64'),
  'base64 of 32 bytes': () => randomBytes(32).toString('base64'),
  'base64 of 64 bytes': () => randomBytes(64).toString('base64'),
  'base64url of 8 bytes': () => randomBytes(8).toString('base64url'),
  'base64url of 32 bytes': () => randomBytes(32).toString('base64url'),
  'a Standard Webhooks secret': () => `whsec_${randomBytes(24).toString('base64')}`,
  'a UUID': () => randomUUID(),
  'a UUID without hyphens': () => randomUUID().replaceAll('-', ''),
  'a prefix and hex': () => `sk_test_${randomBytes(16).toString('hex')}`,
  '16 digits': () => characters('0123456789', 16),
  '12 lower case letters': () => characters('abcdefghijklmnopqrstuvwxyz', 12),
};

describe.each(Object.entries(GENERATORS))('A generated secret: %s', (name, generate) => {
  test('is never refused', () => {
    const refused = Array.from({ length: 1000 }, generate).filter(
      (secret) => secretProblem(secret, NAMES) !== undefined || usableSecrets(secret, NAMES).length !== 1,
    );
    expect(refused).toEqual([]);
  });

  test('is a key', () => {
    if (!name.includes('Standard Webhooks')) return;
    const unusable = Array.from({ length: 1000 }, generate).filter((secret) => readBase64Key(secret) === undefined);
    expect(unusable).toEqual([]);
  });
});

test.each(['a', 'ab', 'secret', 'your-', '1', 'x_', '- ', 'aA1', 'zyx', '#-'])(
  'A text of 100,000 characters of %j is checked in linear time',
  (unit) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length));
    for (const secret of [text, `${text}b`, `b${text}`, `${text}€${text}`]) {
      const started = performance.now();
      secretProblem([secret], NAMES);
      secretProblem(secret, NAMES);
      expect(performance.now() - started).toBeLessThan(2000);
    }
  },
);
