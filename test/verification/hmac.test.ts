import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const SECRET = 'test-secret-of-this-file';
const OLD = 'old-secret-of-this-file';
const NEXT = 'next-secret-of-this-file';
const BODY = '{"eventName":"site.publish","domain":"bücher.example"}';
const HEADER = 'X-Delivery-Hmac-SHA256';
const verifiers = {
  hex: hmac(hmacScheme({ header: HEADER })),
  base64: hmac(hmacScheme({ header: HEADER, encoding: 'base64' })),
} as const;
const encodings = ['hex', 'base64'] as const;
type Encoding = (typeof encodings)[number];

const good = { hex: hmacOf(SECRET, BODY, 'hex'), base64: hmacOf(SECRET, BODY, 'base64') } as const;
const outcome = (encoding: Encoding, signature: unknown, secret = SECRET, body = BODY): string =>
  outcomeOf(verify(verifiers[encoding], post(body, { 'Http-X-Delivery-Hmac-Sha256': signature }), secret, 0));

describe.each(encodings)('HMAC in %s', (encoding) => {
  const signature = good[encoding];

  test('Accepts a genuine signature, which says nothing about an ID or a time', () => {
    const verified = verify(verifiers[encoding], post(BODY, { [HEADER]: signature }), SECRET, 0);
    expect(verified).toMatchObject({ delivery: { body: BODY } });
    expect('evidence' in verified && verified.evidence).toEqual({});
  });

  test('Accepts a signature of any of several secrets', () => {
    expect(outcome(encoding, signature, `${SECRET} ${NEXT}`)).toBe('accepted');
    expect(outcome(encoding, signature, `${OLD} ${SECRET} ${NEXT}`)).toBe('accepted');
    expect(outcome(encoding, signature, `${OLD}\n${SECRET}`)).toBe('accepted');
    expect(outcome(encoding, signature, `${OLD} ${NEXT}`)).toBe('signature_mismatch');
  });

  test('Refuses a request without a signature', () => {
    expect(outcomeOf(verify(verifiers[encoding], post(BODY), SECRET, 0))).toBe('signature_missing');
    expect(outcome(encoding, '')).toBe('signature_missing');
  });

  test('Refuses two different signatures, even if one is genuine', () => {
    const headers = { [HEADER]: signature, 'Http-X-Delivery-Hmac-Sha256': hmacOf('other-secret', BODY, encoding) };
    expect(outcomeOf(verify(verifiers[encoding], post(BODY, headers), SECRET, 0))).toBe('signature_ambiguous');
    expect(outcome(encoding, [signature])).toBe('signature_ambiguous');
  });

  test('Refuses the signature of another body or secret', () => {
    expect(outcome(encoding, hmacOf(SECRET, `${BODY} `, encoding))).toBe('signature_mismatch');
    expect(outcome(encoding, hmacOf(SECRET.replace('t-s', 't-S'), BODY, encoding))).toBe('signature_mismatch');
    expect(outcome(encoding, signature, SECRET, `\uFEFF${BODY}`)).toBe('signature_mismatch');
    expect(outcome(encoding, signature, SECRET, `${BODY}\n`)).toBe('signature_mismatch');
  });

  test.each([
    ['without its last character', signature.slice(0, -1)],
    ['without its first character', signature.slice(1)],
    ['with one more character', `${signature}0`],
    ['repeated', signature + signature],
    ['with a prefix', `sha256=${signature}`],
    ['in quotes', `"${signature}"`],
    ['after a space', ` ${signature}`],
    ['before a space', `${signature} `],
    ['before a new line', `${signature}\n`],
    ['after a new line', `\n${signature}`],
    ['with a character that lenient decoders skip', `${signature.slice(0, 9)}!${signature.slice(9)}`],
    [
      'with one character replaced by one that lenient decoders skip',
      `${signature.slice(0, 9)}!${signature.slice(10)}`,
    ],
    ['with a letter outside ASCII', `${signature.slice(0, 9)}é${signature.slice(10)}`],
  ])('Refuses the genuine signature %s', (_, spelling) => {
    expect(outcome(encoding, spelling)).toBe('signature_malformed');
  });

  test('Requires a secret of at least eight characters', () => {
    for (const short of ['', 'x', 'and', '1234567']) {
      expect(verifiers[encoding].readKey(short)).toBeUndefined();
    }
    expect(verifiers[encoding].readKey('1234567é')).toEqual(Buffer.from('1234567\xc3\xa9', 'latin1'));
    expect(outcome(encoding, hmacOf('k7q-1w3', BODY, encoding), 'k7q-1w3')).toBe('secret_unusable');
    expect(outcome(encoding, hmacOf('k7q-1w3z', BODY, encoding), 'k7q-1w3z')).toBe('accepted');
  });

  test('Does not use a short word between two secrets as a secret', () => {
    const field = `${OLD} and ${SECRET}`;
    expect(outcome(encoding, signature, field)).toBe('accepted');
    expect(outcome(encoding, hmacOf('and', BODY, encoding), field)).toBe('signature_mismatch');
    expect(outcome(encoding, hmacOf(OLD, BODY, encoding), field)).toBe('accepted');
  });

  test('Requires each of several secrets to have at least 16 characters', () => {
    const [short, long] = ['15-characters-x', '16-characters-xy'];
    expect(outcome(encoding, hmacOf(short, BODY, encoding), `${short} ${NEXT}`)).toBe('signature_mismatch');
    expect(outcome(encoding, hmacOf(short, BODY, encoding), short)).toBe('accepted');
    expect(outcome(encoding, hmacOf(long, BODY, encoding), `${long} ${NEXT}`)).toBe('accepted');
    expect(outcome(encoding, hmacOf(short, BODY, encoding), `${short} ${short}`)).toBe('secret_unusable');
  });

  test('Refuses the signature of an empty secret', () => {
    const byEmptySecret = hmacOf('', BODY, encoding);
    expect(outcome(encoding, byEmptySecret, '')).toBe('secret_missing');
    expect(outcome(encoding, byEmptySecret, ' ')).toBe('secret_missing');
    expect(outcome(encoding, byEmptySecret)).toBe('signature_mismatch');
  });

  test('Accepts an empty body and a secret outside ASCII', () => {
    expect(outcome(encoding, hmacOf(SECRET, '', encoding), SECRET, '')).toBe('accepted');
    expect(outcome(encoding, hmacOf('schlüssel-鍵', BODY, encoding), 'schlüssel-鍵')).toBe('accepted');
  });
});

test('Accepts hex only in lower case', () => {
  expect(good.hex).not.toBe(good.hex.toUpperCase());
  expect(outcome('hex', good.hex.toUpperCase())).toBe('signature_malformed');
});

test('Accepts base64 only in the standard alphabet, padded, with spare bits at zero', () => {
  const withBoth = Array.from({ length: 100 }, (_, n) => `${BODY}${n}`).find((body) =>
    /\+.*\/|\/.*\+/.test(hmacOf(SECRET, body, 'base64')),
  );
  if (!withBoth) throw new Error('No body has a signature with + and /');
  const signature = hmacOf(SECRET, withBoth, 'base64');
  expect(outcome('base64', signature, SECRET, withBoth)).toBe('accepted');
  const url = signature.replaceAll('+', '-').replaceAll('/', '_');
  expect(outcome('base64', url, SECRET, withBoth)).toBe('signature_malformed');

  // The second to last character has two spare bits: four spellings decode to the same bytes.
  const bytes = Buffer.from(signature, 'base64');
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const spellings = [...alphabet].map((last) => `${signature.slice(0, 42)}${last}=`);
  const same = spellings.filter((spelling) => Buffer.from(spelling, 'base64').equals(bytes));
  expect(same).toHaveLength(4);
  const outcomes = same.map((spelling) => outcome('base64', spelling, SECRET, withBoth));
  expect(outcomes.toSorted()).toEqual(['accepted', ...Array(3).fill('signature_mismatch')]);
});

test('Refuses a signature in the other encoding', () => {
  expect(outcome('hex', good.base64)).toBe('signature_malformed');
  expect(outcome('base64', good.hex)).toBe('signature_malformed');
});
