import { type Algorithm, type Encoding, hmacScheme } from '../../verification/scheme.ts';
import { digestOf, outcomeWith } from '../helpers/checked.ts';

/** Signed with `openssl dgst -hmac`. */
const OPENSSL = { secret: 'openssl-key-1', body: '{"a":"ü"}' };
const VECTORS: readonly (readonly [Algorithm, Encoding, string])[] = [
  ['sha1', 'hex', '3e5954887f505a661f181138cfa16ac118f1cbb0'],
  ['sha1', 'base64', 'PllUiH9QWmYfGBE4z6FqwRjxy7A='],
  ['sha256', 'hex', 'e352e053f61956245e2487d6f623bdff51c932b115a2a033c4ef0962841e9bfe'],
  ['sha256', 'base64', '41LgU/YZViReJIfW9iO9/1HJMrEVoqAzxO8JYoQem/4='],
  [
    'sha512',
    'hex',
    'ea86bd24be291b6f819aea5bda850590bcd2af936062266b14b4bde439b37fd50858b71f283f5835d01ce4280f1bee0879cfe60c8a9a6bb4026def7a98fd1648',
  ],
  ['sha512', 'base64', '6oa9JL4pG2+Bmupb2oUFkLzSr5NgYiZrFLS95Dmzf9UIWLcfKD9YNdAc5CgPG+4Iec/mDIqaa7QCbe96mP0WSA=='],
];

describe.each(VECTORS)('%s in %s', (algorithm, encoding, digest) => {
  const outcome = (value: unknown, prefix = '', separator?: string) => {
    const scheme = { header: 'X-Sign', algorithm, encoding, prefix, ...(separator !== undefined && { separator }) };
    return outcomeWith(hmacScheme(scheme), { ...OPENSSL, headers: { 'X-Sign': value } });
  };

  test('A signature from OpenSSL is accepted', () => {
    expect(outcome(digest)).toBe('accepted');
    expect(outcome(`sha=${digest}`, 'sha=')).toBe('accepted');
    expect(outcome(`sha=${digest}`, 'sha=', ',')).toBe('accepted');
  });

  test.each([
    ['shorter', digest.slice(0, -1)],
    ['longer', `${digest}=`],
    ['longer by a digit', `0${digest}`],
    ['before a new line', `${digest}\n`],
    ['with a character that is in neither encoding', `${digest.slice(0, 5)}.${digest.slice(6)}`],
    ['with a letter outside ASCII', `${digest.slice(0, 5)}é${digest.slice(6)}`],
    ['with other padding', digest.replace(/=*$/, '')],
    ['with one more character for one of padding', digest.replace(/=$/, 'A')],
  ])('A signature that is %s is malformed', (_, spelling) => {
    // Without padding this is the genuine signature.
    if (spelling === digest) return;
    expect(outcome(spelling)).toBe('signature_malformed');
  });

  test('Only a signature of the same hash and encoding is well-formed', () => {
    for (const [, , other] of VECTORS)
      expect(outcome(other)).toBe(other === digest ? 'accepted' : 'signature_malformed');
  });

  test('Every character counts', () => {
    for (const at of Array.from(digest.replaceAll('=', '')).keys()) {
      const other = digest[at] === '7' ? '8' : '7';
      expect(outcome(digest.slice(0, at) + other + digest.slice(at + 1))).toBe('signature_mismatch');
    }
  });

  test('A prefix is required exactly', () => {
    for (const value of [
      digest,
      `sha${digest}`,
      `SHA=${digest}`,
      `sha= ${digest}`,
      ` sha=${digest}`,
      `x sha=${digest}`,
    ]) {
      expect(outcome(value, 'sha=')).toBe('signature_malformed');
    }
    expect(outcome(`sha=${digest}`)).toBe('signature_malformed');
    expect(outcome('sha=', 'sha=')).toBe('signature_malformed');
  });
});

test('Hex is accepted only in lower case', () => {
  const scheme = hmacScheme({ header: 'X-Sign' });
  const headers = { 'X-Sign': digestOf(OPENSSL.body, 'sha256', 'hex', OPENSSL.secret).toUpperCase() };
  expect(outcomeWith(scheme, { ...OPENSSL, headers })).toBe('signature_malformed');
});

test('A base64 key is used as bytes, a text key as text', () => {
  const secret = 'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
  const body = OPENSSL.body;
  const asText = digestOf(body, 'sha256', 'hex', secret);
  const asBytes = digestOf(body, 'sha256', 'hex', Buffer.from(secret, 'base64'));
  const outcome = (key: 'text' | 'base64', digest: string) =>
    outcomeWith(hmacScheme({ header: 'X-Sign', key }), { body, secret, headers: { 'X-Sign': digest } });
  expect(outcome('text', asText)).toBe('accepted');
  expect(outcome('text', asBytes)).toBe('signature_mismatch');
  expect(outcome('base64', asBytes)).toBe('accepted');
  expect(outcome('base64', asText)).toBe('signature_mismatch');
});
