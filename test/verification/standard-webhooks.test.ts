import { isRejection } from '../../verification/rejection.ts';
import { standardWebhooks, TOLERANCE } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { type Message, post, standardHeaders, standardSecret } from '../helpers/sign.ts';

const NOW = 1_700_000_000;
const KEY = Buffer.from('0123456789abcdef0123456789abcdef', 'latin1');
const SECRET = standardSecret(KEY);
const message: Message = { id: 'msg_2Lh9-x', timestamp: NOW, body: '{"id":2279,"name":"bücher 😀"}' };
const genuine = standardHeaders(SECRET, message);
const proof = standardWebhooks();

const tryWith = (headers: Readonly<Record<string, unknown>>, secret = SECRET, now = NOW): string =>
  outcomeOf(verify(proof, post(message.body, headers), secret, now));
const without = (name: string) => Object.fromEntries(Object.entries(genuine).filter(([key]) => key !== name));
const signedAt = (timestamp: number) => standardHeaders(SECRET, { ...message, timestamp });

test('says what it is and what it reads', () => {
  expect(proof.name).toBe('Standard Webhooks (Svix): HMAC-SHA256 of id, time and raw body, ±5 minutes');
  expect(proof.headers).toEqual(['svix-id', 'svix-timestamp', 'svix-signature']);
  expect(proof.checksTime).toBe(true);
  expect(proof.signsBody).toBe(true);
});

test('accepts a genuine delivery and learns its id, its time and until when it passes', () => {
  const proven = verify(proof, post(message.body, genuine), SECRET, NOW + 7);
  expect(proven).toMatchObject({
    evidence: { fingerprint: message.id, deliveryId: message.id, sentAt: NOW, validUntil: NOW + 300 },
    delivery: { body: message.body },
  });
});

describe('headers', () => {
  test('may be called webhook-* as well', () => {
    expect(tryWith(standardHeaders(SECRET, message, 'webhook'))).toBe('accepted');
  });

  test('all come from one family', () => {
    const other = standardHeaders(SECRET, message, 'webhook');
    expect(tryWith({ ...without('svix-id'), 'webhook-id': message.id })).toBe('id_missing');
    expect(tryWith({ ...without('svix-timestamp'), 'webhook-timestamp': `${NOW}` })).toBe('timestamp_missing');
    expect(tryWith({ ...other, 'svix-signature': `v1,${'A'.repeat(43)}=` })).toBe('id_missing');
    expect(tryWith({ ...other, 'svix-signature': '' })).toBe('signature_missing');
    // Without a svix-signature the other svix-* headers say nothing.
    expect(tryWith({ ...other, 'svix-id': 'msg_other', 'svix-timestamp': '1' })).toBe('accepted');
    expect(tryWith({ ...genuine, 'webhook-signature': 'v1,x', 'webhook-id': 'y' })).toBe('accepted');
  });

  test.each([
    ['svix-signature', 'signature_missing'],
    ['svix-id', 'id_missing'],
    ['svix-timestamp', 'timestamp_missing'],
  ])('%s missing or empty is refused', (name, reason) => {
    expect(tryWith(without(name))).toBe(reason);
    expect(tryWith({ ...genuine, [name]: '' })).toBe(reason);
  });

  test.each(['svix-signature', 'svix-id', 'svix-timestamp'])('two different values of %s are refused', (name) => {
    expect(tryWith({ ...genuine, [`Http-${name}`]: 'other' })).toBe('signature_ambiguous');
    expect(tryWith({ ...genuine, [name]: [genuine[name]] })).toBe('signature_ambiguous');
  });
});

describe('time', () => {
  test.each([-300, 0, 299])('passes until the moment that it learned, %d seconds after it was sent', (age) => {
    const proven = verify(proof, post(message.body, genuine), SECRET, NOW + age);
    const until = isRejection(proven) ? undefined : proven.evidence.validUntil;
    if (until === undefined) throw new Error('Nothing says until when it passes');
    expect(tryWith(genuine, SECRET, until)).toBe('accepted');
    expect(tryWith(genuine, SECRET, until + 0.001)).toBe('timestamp_too_old');
  });

  test('tolerates 300 seconds either way', () => {
    expect(TOLERANCE).toBe(300);
  });

  test.each([
    [0, 'accepted'],
    [299, 'accepted'],
    [300, 'accepted'],
    [300.001, 'timestamp_too_old'],
    [301, 'timestamp_too_old'],
    [86_400, 'timestamp_too_old'],
    [-299, 'accepted'],
    [-300, 'accepted'],
    [-300.001, 'timestamp_too_new'],
    [-301, 'timestamp_too_new'],
    [-86_400, 'timestamp_too_new'],
  ])('a delivery %d seconds old is %s', (age, outcome) => {
    expect(tryWith(genuine, SECRET, NOW + age)).toBe(outcome);
  });

  test.each([
    ['text', 'now'],
    ['negative', `-${NOW}`],
    ['with a plus', `+${NOW}`],
    ['a float', `${NOW}.0`],
    ['an exponent', '17e8'],
    ['hexadecimal', '0x6553f100'],
    ['after a space', ` ${NOW}`],
    ['before a space', `${NOW} `],
    ['before a new line', `${NOW}\n`],
    ['in other digits', '١٧٠٠٠٠٠٠٠٠'],
    ['of 13 digits, as milliseconds are', `${NOW}000`],
  ])('a timestamp %s is malformed', (_, timestamp) => {
    expect(tryWith({ ...genuine, 'svix-timestamp': timestamp })).toBe('timestamp_malformed');
  });

  test('a timestamp of one or of 12 digits is well formed', () => {
    expect(tryWith({ ...genuine, 'svix-timestamp': '1' })).toBe('timestamp_too_old');
    expect(tryWith({ ...genuine, 'svix-timestamp': '999999999999' })).toBe('timestamp_too_new');
  });

  test('is signed, down to its spelling', () => {
    expect(tryWith({ ...genuine, 'svix-timestamp': `${NOW + 1}` })).toBe('signature_mismatch');
    expect(tryWith({ ...genuine, 'svix-timestamp': `0${NOW}` })).toBe('signature_mismatch');
    expect(tryWith(signedAt(NOW + 1))).toBe('accepted');
  });
});

describe('id', () => {
  test.each(['msg.1', 'msg 1', 'msg_1\n', 'müller', 'msg:1', 'msg/1', '.'])('%j is malformed', (id) => {
    expect(tryWith(standardHeaders(SECRET, { ...message, id }))).toBe('id_malformed');
  });

  test.each(['a', '7', '_', '-', 'msg_2Lh9Xk-0'])('%j is well formed', (id) => {
    expect(tryWith(standardHeaders(SECRET, { ...message, id }))).toBe('accepted');
  });

  test('is signed', () => {
    expect(tryWith({ ...genuine, 'svix-id': 'msg_other' })).toBe('signature_mismatch');
  });

  test('cannot take a part of the time or the body over the border', () => {
    // The signed text `a.1700000000.{}` read as id `a.1700000000`… must not pass for another split of it.
    const signed = standardHeaders(SECRET, { id: 'a', timestamp: NOW, body: `${NOW}.{}` });
    const shifted = verify(proof, post('{}', { ...signed, 'svix-id': `a.${NOW}` }), SECRET, NOW);
    expect(outcomeOf(shifted)).toBe('id_malformed');
  });
});

test('the body is signed', () => {
  expect(outcomeOf(verify(proof, post(`${message.body} `, genuine), SECRET, NOW))).toBe('signature_mismatch');
});
