import { hmac } from '../../verification/hmac.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const SECRET = 'test-secret';
const BODY = '{"eventName":"site.publish","domain":"bücher.example"}';
const HEADER = 'X-Delivery-Hmac-SHA256';
const proofs = {
  hex: hmac({ header: HEADER, encoding: 'hex' }),
  base64: hmac({ header: HEADER, encoding: 'base64' }),
} as const;
const encodings = ['hex', 'base64'] as const;
type Encoding = (typeof encodings)[number];

const good = { hex: hmacOf(SECRET, BODY, 'hex'), base64: hmacOf(SECRET, BODY, 'base64') } as const;
const tryWith = (encoding: Encoding, signature: unknown, secret = SECRET, body = BODY): string =>
  outcomeOf(verify(proofs[encoding], post(body, { 'Http-X-Delivery-Hmac-Sha256': signature }), secret, 0));

describe.each(encodings)('HMAC in %s', (encoding) => {
  const signature = good[encoding];

  test('says what it is and what it reads', () => {
    expect(proofs[encoding].name).toBe(`HMAC-SHA256 of the raw body in \`${HEADER}\` (${encoding})`);
    expect(proofs[encoding].headers).toEqual([HEADER]);
    expect(proofs[encoding].checksTime).toBe(false);
    expect(proofs[encoding].signsBody).toBe(true);
  });

  test('accepts a genuine signature and takes it for the id', () => {
    const proven = verify(proofs[encoding], post(BODY, { [HEADER]: signature }), SECRET, 0);
    expect(proven).toMatchObject({ evidence: { fingerprint: signature }, delivery: { body: BODY } });
  });

  test('finds a signature by any of several secrets, wherever it stands', () => {
    expect(tryWith(encoding, signature, `${SECRET} next-secret`)).toBe('accepted');
    expect(tryWith(encoding, signature, `old-secret ${SECRET} next-secret`)).toBe('accepted');
    expect(tryWith(encoding, signature, `old-secret\n${SECRET}`)).toBe('accepted');
    expect(tryWith(encoding, signature, 'old-secret next-secret')).toBe('signature_mismatch');
  });

  test('refuses a request without a signature', () => {
    expect(outcomeOf(verify(proofs[encoding], post(BODY), SECRET, 0))).toBe('signature_missing');
    expect(tryWith(encoding, '')).toBe('signature_missing');
  });

  test('refuses two different signatures, even when one is genuine', () => {
    const headers = { [HEADER]: signature, 'Http-X-Delivery-Hmac-Sha256': hmacOf('other-secret', BODY, encoding) };
    expect(outcomeOf(verify(proofs[encoding], post(BODY, headers), SECRET, 0))).toBe('signature_ambiguous');
    expect(tryWith(encoding, [signature])).toBe('signature_ambiguous');
  });

  test('refuses the signature of another body or another secret', () => {
    expect(tryWith(encoding, hmacOf(SECRET, `${BODY} `, encoding))).toBe('signature_mismatch');
    expect(tryWith(encoding, hmacOf('test-secreT', BODY, encoding))).toBe('signature_mismatch');
    expect(tryWith(encoding, signature, SECRET, `\uFEFF${BODY}`)).toBe('signature_mismatch');
    expect(tryWith(encoding, signature, SECRET, `${BODY}\n`)).toBe('signature_mismatch');
  });

  test.each([
    ['cut off by one character', signature.slice(0, -1)],
    ['missing its first character', signature.slice(1)],
    ['longer by one character', `${signature}0`],
    ['twice', signature + signature],
    ['with a prefix', `sha256=${signature}`],
    ['in quotes', `"${signature}"`],
    ['after a space', ` ${signature}`],
    ['before a space', `${signature} `],
    ['before a new line', `${signature}\n`],
    ['after a new line', `\n${signature}`],
    ['with a character that lenient decoders skip', `${signature.slice(0, 9)}!${signature.slice(9)}`],
    [
      'with a character that lenient decoders skip in place of another',
      `${signature.slice(0, 9)}!${signature.slice(10)}`,
    ],
    ['with a letter beyond ASCII', `${signature.slice(0, 9)}é${signature.slice(10)}`],
  ])('refuses the right signature %s', (_, spelling) => {
    expect(tryWith(encoding, spelling)).toBe('signature_malformed');
  });

  test('works with secrets of eight characters and more', () => {
    for (const short of ['', 'x', 'and', '1234567']) {
      expect(proofs[encoding].readKey(short)).toBeUndefined();
    }
    expect(proofs[encoding].readKey('1234567é')).toEqual(Buffer.from('1234567\xc3\xa9', 'latin1'));
    expect(tryWith(encoding, hmacOf('1234567', BODY, encoding), '1234567')).toBe('secret_unusable');
    expect(tryWith(encoding, hmacOf('12345678', BODY, encoding), '12345678')).toBe('accepted');
  });

  test('does not take a word between two secrets for a third', () => {
    const field = `old-secret and ${SECRET}`;
    expect(tryWith(encoding, signature, field)).toBe('accepted');
    expect(tryWith(encoding, hmacOf('and', BODY, encoding), field)).toBe('signature_mismatch');
    expect(tryWith(encoding, hmacOf('old-secret', BODY, encoding), field)).toBe('accepted');
  });

  test('a signature by the empty secret opens nothing', () => {
    const byNothing = hmacOf('', BODY, encoding);
    expect(tryWith(encoding, byNothing, '')).toBe('secret_missing');
    expect(tryWith(encoding, byNothing, ' ')).toBe('secret_missing');
    expect(tryWith(encoding, byNothing)).toBe('signature_mismatch');
  });

  test('takes the empty body and a secret beyond ASCII', () => {
    expect(tryWith(encoding, hmacOf(SECRET, '', encoding), SECRET, '')).toBe('accepted');
    expect(tryWith(encoding, hmacOf('schlüssel-鍵', BODY, encoding), 'schlüssel-鍵')).toBe('accepted');
  });
});

test('hex has one spelling: lower case', () => {
  expect(good.hex).not.toBe(good.hex.toUpperCase());
  expect(tryWith('hex', good.hex.toUpperCase())).toBe('signature_malformed');
});

test('base64 has one spelling: the standard alphabet, padded, spare bits zero', () => {
  const withBoth = Array.from({ length: 100 }, (_, n) => `${BODY}${n}`).find((body) =>
    /\+.*\/|\/.*\+/.test(hmacOf(SECRET, body, 'base64')),
  );
  if (!withBoth) throw new Error('No body whose signature holds + and /');
  const signature = hmacOf(SECRET, withBoth, 'base64');
  expect(tryWith('base64', signature, SECRET, withBoth)).toBe('accepted');
  const url = signature.replaceAll('+', '-').replaceAll('/', '_');
  expect(tryWith('base64', url, SECRET, withBoth)).toBe('signature_malformed');

  // The last character but one holds two spare bits: a decoder makes the same bytes of all four spellings.
  const bytes = Buffer.from(signature, 'base64');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const spellings = [...alphabet].map((last) => `${signature.slice(0, 42)}${last}=`);
  const same = spellings.filter((spelling) => Buffer.from(spelling, 'base64').equals(bytes));
  expect(same).toHaveLength(4);
  const outcomes = same.map((spelling) => tryWith('base64', spelling, SECRET, withBoth));
  expect(outcomes.toSorted()).toEqual(['accepted', ...Array(3).fill('signature_mismatch')]);
});

test('one encoding is not taken for the other', () => {
  expect(tryWith('hex', good.base64)).toBe('signature_malformed');
  expect(tryWith('base64', good.hex)).toBe('signature_malformed');
});
