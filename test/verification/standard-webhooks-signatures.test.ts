import { standardWebhooks } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { type Message, post, standardHeaders, standardSecret, standardSignature } from '../helpers/sign.ts';

const NOW = 1_700_000_000;
const SECRET = standardSecret(Buffer.from('0123456789abcdef0123456789abcdef', 'latin1'));
const message: Message = { id: 'msg_2Lh9-x', timestamp: NOW, body: '{"id":2279,"name":"bücher 😀"}' };
const genuine = standardHeaders(SECRET, message);
const proof = standardWebhooks();

const tryWith = (headers: Readonly<Record<string, unknown>>, secret = SECRET): string =>
  outcomeOf(verify(proof, post(message.body, headers), secret, NOW));

describe('signatures', () => {
  const signature = standardSignature(SECRET, message);
  const bad = Array.from({ length: 10 }, (_, n) => standardSignature(SECRET, { ...message, id: `other_${n}` }));
  const list = (...entries: string[]) => tryWith({ ...genuine, 'svix-signature': entries.join(' ') });

  test('any good one in the list will do, wherever it stands', () => {
    expect(list(...bad, signature, ...bad)).toBe('accepted');
    expect(list(signature, ...bad)).toBe('accepted');
    expect(list(...bad, signature)).toBe('accepted');
    expect(list('', signature, '', '')).toBe('accepted');
    expect(list('v1a,anything', 'v2,anything', signature)).toBe('accepted');
  });

  test('no number of bad ones makes up for it', () => {
    expect(list(...bad, ...bad)).toBe('signature_mismatch');
  });

  test.each(['v0', 'v2', 'v1a', 'V1', '', 'v', 'v11', 'v1 '])('one of version %j does not count', (version) => {
    const foreign = signature.replace('v1', version);
    expect(list(foreign)).toBe('signature_malformed');
    expect(list(foreign, ...bad)).toBe('signature_mismatch');
  });

  test('a list without any v1 is malformed', () => {
    expect(list('v1')).toBe('signature_malformed');
    expect(list(signature.slice('v1,'.length))).toBe('signature_malformed');
    expect(list(signature.replace(',', '='))).toBe('signature_malformed');
    expect(list(' ')).toBe('signature_malformed');
  });

  test.each([
    ['nothing', 'v1,'],
    ['one character less', signature.slice(0, -1)],
    ['one character more', `${signature}=`],
    ['the wrong last character', `${signature.slice(0, -2)}${signature.at(-2) === 'A' ? 'B' : 'A'}=`],
    ['the wrong first character', `v1,${signature.at(3) === 'A' ? 'B' : 'A'}${signature.slice(4)}`],
    ['a second comma', signature.replace(',', ',,')],
    ['another entry glued on', `${signature},${signature}`],
    ['hexadecimal', `v1,${Buffer.from(signature.slice(3), 'base64').toString('hex')}`],
    ['characters of several bytes that count as many', `v1,${'é'.repeat(22)}`],
  ])('%s after v1 does not match', (_, entry) => {
    expect(list(entry)).toBe('signature_mismatch');
  });
});

describe('secret', () => {
  const withKey = (length: number) => standardSecret(Buffer.alloc(length, 7));

  test('is at least 16 bytes long', () => {
    expect(proof.readKey(withKey(15))).toBeUndefined();
    expect(proof.readKey(withKey(16))).toEqual(Buffer.alloc(16, 7));
    expect(tryWith(standardHeaders(withKey(15), message), withKey(15))).toBe('secret_unusable');
    expect(tryWith(standardHeaders(withKey(16), message), withKey(16))).toBe('accepted');
  });

  test.each([24, 32, 64, 65, 100])('may have %d bytes', (length) => {
    expect(tryWith(standardHeaders(withKey(length), message), withKey(length))).toBe('accepted');
  });

  test('may stand without whsec_', () => {
    expect(tryWith(genuine, SECRET.slice('whsec_'.length))).toBe('accepted');
  });

  test.each([
    ['alone', 'whsec_'],
    ['of Buildr’s examples', 'secret'],
    ['of Buildr’s examples', 'your-webhook-secret'],
    ['that decodes to nothing', '!!!!'],
    ['cut off', SECRET.slice(0, -1)],
    ['cut off by two', SECRET.slice(0, -2)],
    ['with a character that is not base64', `${SECRET.slice(0, 10)}!${SECRET.slice(11)}`],
    ['with one too many', `${SECRET}A`],
    ['with spare bits set', `whsec_${'A'.repeat(42)}B=`],
    ['in the URL alphabet', `whsec_${'-_'.repeat(16)}`],
    ['with another prefix', SECRET.replace('whsec_', 'whsek_')],
    ['with the prefix in capitals', SECRET.replace('whsec_', 'WHSEC_')],
    ['with the prefix twice', `whsec_${SECRET}`],
    ['with the prefix behind', `${SECRET.slice(6)}whsec_`],
  ])('%s is refused: %s', (_, secret) => {
    expect(proof.readKey(secret)).toBeUndefined();
    expect(tryWith(genuine, secret)).toBe('secret_unusable');
  });

  test('may be several while one is being rotated, usable or not', () => {
    expect(tryWith(genuine, `${withKey(32)} ${SECRET}`)).toBe('accepted');
    expect(tryWith(genuine, `${SECRET} ${withKey(32)}`)).toBe('accepted');
    expect(tryWith(genuine, `whsec_ ${SECRET}`)).toBe('accepted');
    expect(tryWith(genuine, `${withKey(32)} ${withKey(24)}`)).toBe('signature_mismatch');
  });

  test('is needed: without a key nothing matches, and with one the proof says what it learned', () => {
    const found = { body: message.body, header: (name: string) => new Map(Object.entries(genuine)).get(name) };
    const delivery = { ...found, query: () => undefined };
    expect(proof.check(delivery, [], NOW)).toMatchObject({ reason: 'signature_mismatch' });
    const key = Buffer.from(SECRET.slice('whsec_'.length), 'base64');
    expect(proof.check(delivery, [key], NOW)).toEqual({
      fingerprint: message.id,
      deliveryId: message.id,
      sentAt: NOW,
      validUntil: NOW + 300,
    });
  });
});
