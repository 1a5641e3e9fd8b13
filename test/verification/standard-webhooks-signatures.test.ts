import { hmac } from '../../verification/hmac.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { type Message, post, standardHeaders, standardSecret, standardSignature } from '../helpers/sign.ts';

const NOW = 1_700_000_000;
const SECRET = standardSecret(Buffer.from('0123456789abcdef0123456789abcdef', 'latin1'));
const message: Message = { id: 'msg_2Lh9-x', timestamp: NOW, body: '{"id":2279,"name":"bücher 😀"}' };
const genuine = standardHeaders(SECRET, message);
const verifier = hmac(STANDARD_WEBHOOKS);

const outcome = (headers: Readonly<Record<string, unknown>>, secret = SECRET): string =>
  outcomeOf(verify(verifier, post(message.body, headers), secret, NOW));

describe('signatures', () => {
  const signature = standardSignature(SECRET, message);
  const wrong = Array.from({ length: 10 }, (_, n) => standardSignature(SECRET, { ...message, id: `other_${n}` }));
  const list = (...entries: string[]) => outcome({ ...genuine, 'svix-signature': entries.join(' ') });

  test('A genuine signature is accepted at any position in the list', () => {
    expect(list(...wrong, signature, ...wrong)).toBe('accepted');
    expect(list(signature, ...wrong)).toBe('accepted');
    expect(list(...wrong, signature)).toBe('accepted');
    expect(list('', signature, '', '')).toBe('accepted');
    // Entries are trimmed, and malformed ones are ignored.
    expect(list('v1,', `${signature}\t`, 'v1,x')).toBe('accepted');
    expect(list('v1a,anything', 'v2,anything', signature)).toBe('accepted');
  });

  test('A list of wrong signatures is refused', () => {
    expect(list(...wrong, ...wrong)).toBe('signature_mismatch');
  });

  test.each(['v0', 'v2', 'v1a', 'V1', '', 'v', 'v11', 'v1 '])('A signature of version %j is ignored', (version) => {
    const otherVersion = signature.replace('v1', version);
    expect(list(otherVersion)).toBe('signature_malformed');
    expect(list(otherVersion, ...wrong)).toBe('signature_mismatch');
  });

  test('A list without a v1 signature is malformed', () => {
    expect(list('v1')).toBe('signature_malformed');
    expect(list(signature.slice('v1,'.length))).toBe('signature_malformed');
    expect(list(signature.replace(',', '='))).toBe('signature_malformed');
    expect(list(' ')).toBe('signature_malformed');
  });

  test.each([
    ['no characters', 'v1,', 'signature_malformed'],
    ['one character missing', signature.slice(0, -1), 'signature_malformed'],
    ['one extra character', `${signature}=`, 'signature_malformed'],
    [
      'the wrong last character',
      `${signature.slice(0, -2)}${signature.at(-2) === 'A' ? 'B' : 'A'}=`,
      'signature_mismatch',
    ],
    [
      'the wrong first character',
      `v1,${signature.at(3) === 'A' ? 'B' : 'A'}${signature.slice(4)}`,
      'signature_mismatch',
    ],
    ['a second comma', signature.replace(',', ',,'), 'signature_malformed'],
    ['a second entry after a comma', `${signature},${signature}`, 'signature_malformed'],
    [
      'a hexadecimal signature',
      `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`,
      'signature_malformed',
    ],
    ['multi-byte characters of the same total length', `v1,${'é'.repeat(22)}`, 'signature_malformed'],
  ])('A v1 entry with %s is refused', (_, entry, reason) => {
    expect(list(entry)).toBe(reason);
  });
});

describe('secret', () => {
  const keyOf = (length: number) => Buffer.from(Array.from({ length }, (_, at) => at));
  const withKey = (length: number) => standardSecret(keyOf(length));

  test('A secret has at least 16 bytes', () => {
    expect(verifier.readKey(withKey(15))).toBeUndefined();
    expect(verifier.readKey(withKey(16))).toEqual(keyOf(16));
    expect(outcome(standardHeaders(withKey(15), message), withKey(15))).toBe('secret_unusable');
    expect(outcome(standardHeaders(withKey(16), message), withKey(16))).toBe('accepted');
  });

  test.each([24, 32, 64, 65, 100])('A secret may have %d bytes', (length) => {
    expect(outcome(standardHeaders(withKey(length), message), withKey(length))).toBe('accepted');
  });

  test('A key of one repeated byte is refused', () => {
    for (const byte of [0, 7, 255]) {
      const repeated = standardSecret(Buffer.alloc(32, byte));
      expect(verifier.readKey(repeated)).toBeUndefined();
      expect(outcome(standardHeaders(repeated, message), repeated)).toBe('secret_unusable');
    }
  });

  test('The prefix whsec_ is optional', () => {
    expect(outcome(genuine, SECRET.slice('whsec_'.length))).toBe('accepted');
  });

  test.each([
    ['without a key', 'whsec_'],
    ['from Buildr’s examples', 'secret'],
    ['from Buildr’s examples', 'your-webhook-secret'],
    ['that decodes to no bytes', '!!!!'],
    ['without its last character', SECRET.slice(0, -1)],
    ['without its last two characters', SECRET.slice(0, -2)],
    ['with a character that is not base64', `${SECRET.slice(0, 10)}!${SECRET.slice(11)}`],
    ['with an extra character', `${SECRET}A`],
    ['with spare bits set', `whsec_${'A'.repeat(42)}B=`],
    ['in the URL alphabet', `whsec_${'-_'.repeat(16)}`],
    ['with another prefix', SECRET.replace('whsec_', 'whsek_')],
    ['with the prefix in capitals', SECRET.replace('whsec_', 'WHSEC_')],
    ['with the prefix twice', `whsec_${SECRET}`],
    ['with the prefix at the end', `${SECRET.slice(6)}whsec_`],
  ])('A secret %s is refused: %s', (_, secret) => {
    expect(verifier.readKey(secret)).toBeUndefined();
    expect(outcome(genuine, secret)).toBe('secret_unusable');
  });

  test('Any of several secrets is accepted, also next to an unusable one', () => {
    expect(outcome(genuine, `${withKey(32)} ${SECRET}`)).toBe('accepted');
    expect(outcome(genuine, `${SECRET} ${withKey(32)}`)).toBe('accepted');
    expect(outcome(genuine, `whsec_ ${SECRET}`)).toBe('accepted');
    expect(outcome(genuine, `${withKey(32)} ${withKey(24)}`)).toBe('signature_mismatch');
  });

  test('Without a key nothing matches, and with one the evidence is complete', () => {
    const found = { body: message.body, header: (name: string) => new Map(Object.entries(genuine)).get(name) };
    const delivery = { ...found, query: () => undefined };
    expect(verifier.check(delivery, [], NOW)).toMatchObject({ reason: 'signature_mismatch' });
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    expect(verifier.check(delivery, [key], NOW)).toEqual({
      deliveryId: message.id,
      sentAt: NOW,
      validUntil: NOW + 300,
    });
  });
});
