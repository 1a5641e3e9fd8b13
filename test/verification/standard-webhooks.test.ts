import { hmac } from '../../verification/hmac.ts';
import { isRejection } from '../../verification/rejection.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { type Message, post, standardHeaders, standardSecret } from '../helpers/sign.ts';

const NOW = 1_700_000_000;
const KEY = Buffer.from('0123456789abcdef0123456789abcdef', 'latin1');
const SECRET = standardSecret(KEY);
const message: Message = { id: 'msg_2Lh9-x', timestamp: NOW, body: '{"id":2279,"name":"bücher 😀"}' };
const genuine = standardHeaders(SECRET, message);
const verifier = hmac(STANDARD_WEBHOOKS);

const outcome = (headers: Readonly<Record<string, unknown>>, secret = SECRET, now = NOW): string =>
  outcomeOf(verify(verifier, post(message.body, headers), secret, now));
const without = (name: string) => Object.fromEntries(Object.entries(genuine).filter(([key]) => key !== name));
const signedAt = (timestamp: number) => standardHeaders(SECRET, { ...message, timestamp });

test('Accepts a genuine delivery and returns its ID, timestamp and end of validity', () => {
  const verified = verify(verifier, post(message.body, genuine), SECRET, NOW + 7);
  expect(verified).toMatchObject({
    evidence: { deliveryId: message.id, sentAt: NOW, validUntil: NOW + 300 },
    delivery: { body: message.body },
  });
});

describe('headers', () => {
  test('Accepts the webhook-* headers', () => {
    expect(outcome(standardHeaders(SECRET, message, 'webhook'))).toBe('accepted');
  });

  test('Requires all three headers to have one prefix', () => {
    const other = standardHeaders(SECRET, message, 'webhook');
    expect(outcome({ ...without('svix-id'), 'webhook-id': message.id })).toBe('id_missing');
    expect(outcome({ ...without('svix-timestamp'), 'webhook-timestamp': `${NOW}` })).toBe('timestamp_missing');
    expect(outcome({ ...without('svix-signature'), 'webhook-signature': other['webhook-signature'] })).toBe(
      'id_missing',
    );
    // A set that fails does not prevent another from being valid.
    expect(outcome({ ...other, 'svix-signature': `v1,${'A'.repeat(43)}=` })).toBe('accepted');
    expect(outcome({ ...other, 'svix-signature': '' })).toBe('accepted');
    // Without svix-signature, the other svix-* headers are ignored.
    expect(outcome({ ...other, 'svix-id': 'msg_other', 'svix-timestamp': '1' })).toBe('accepted');
    expect(outcome({ ...genuine, 'webhook-signature': 'v1,x', 'webhook-id': 'y' })).toBe('accepted');
  });

  test.each([
    ['svix-signature', 'signature_missing'],
    ['svix-id', 'id_missing'],
    ['svix-timestamp', 'timestamp_missing'],
  ])('Refuses a request without %s or with an empty one', (name, reason) => {
    expect(outcome(without(name))).toBe(reason);
    expect(outcome({ ...genuine, [name]: '' })).toBe(reason);
  });

  test.each(['svix-signature', 'svix-id', 'svix-timestamp'])('Refuses two different values of %s', (name) => {
    expect(outcome({ ...genuine, [`Http-${name}`]: 'other' })).toBe('signature_ambiguous');
    expect(outcome({ ...genuine, [name]: [genuine[name]] })).toBe('signature_ambiguous');
  });
});

describe('timestamp', () => {
  test.each([-300, 0, 299])('A delivery that is %d seconds old passes until its end of validity', (age) => {
    const verified = verify(verifier, post(message.body, genuine), SECRET, NOW + age);
    const until = isRejection(verified) ? undefined : verified.evidence.validUntil;
    if (until === undefined) throw new Error('There is no end of validity');
    expect(outcome(genuine, SECRET, until)).toBe('accepted');
    expect(outcome(genuine, SECRET, until + 0.001)).toBe('timestamp_too_old');
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
  ])('The outcome of a delivery that is %d seconds old is %s', (age, expected) => {
    expect(outcome(genuine, SECRET, NOW + age)).toBe(expected);
  });

  test.each([
    ['text', 'now'],
    ['negative', `-${NOW}`],
    ['signed with a plus', `+${NOW}`],
    ['a float', `${NOW}.0`],
    ['an exponent', '17e8'],
    ['hexadecimal', '0x6553f100'],
    ['after a space', ` ${NOW}`],
    ['before a space', `${NOW} `],
    ['before a new line', `${NOW}\n`],
    ['in other digits', '١٧٠٠٠٠٠٠٠٠'],
    ['in milliseconds', `${NOW}000`],
  ])('A timestamp that is %s is malformed', (_, timestamp) => {
    expect(outcome({ ...genuine, 'svix-timestamp': timestamp })).toBe('timestamp_malformed');
  });

  test('A timestamp has ten digits', () => {
    for (const digits of ['1', '999999999', '10000000000', '999999999999', `0${NOW}`]) {
      expect(outcome({ ...genuine, 'svix-timestamp': digits })).toBe('timestamp_malformed');
    }
    expect(outcome({ ...genuine, 'svix-timestamp': '0000000001' })).toBe('timestamp_too_old');
    expect(outcome({ ...genuine, 'svix-timestamp': '9999999999' })).toBe('timestamp_too_new');
  });

  test('The signature covers the timestamp', () => {
    expect(outcome({ ...genuine, 'svix-timestamp': `${NOW + 1}` })).toBe('signature_mismatch');
    expect(outcome(signedAt(NOW + 1))).toBe('accepted');
  });
});

describe('delivery ID', () => {
  test.each(['msg.1', 'msg 1', 'msg_1\n', 'müller', 'msg:1', 'msg/1', '.'])('The ID %j is malformed', (id) => {
    expect(outcome(standardHeaders(SECRET, { ...message, id }))).toBe('id_malformed');
  });

  test.each(['a', '7', '_', '-', 'msg_2Lh9Xk-0'])('The ID %j is accepted', (id) => {
    expect(outcome(standardHeaders(SECRET, { ...message, id }))).toBe('accepted');
  });

  test('The signature covers the ID', () => {
    expect(outcome({ ...genuine, 'svix-id': 'msg_other' })).toBe('signature_mismatch');
  });

  test('The ID cannot include a part of the timestamp or the body', () => {
    // The signed text `a.1700000000.1700000000.{}` must not be valid for the ID `a.1700000000`.
    const signed = standardHeaders(SECRET, { id: 'a', timestamp: NOW, body: `${NOW}.{}` });
    const shifted = verify(verifier, post('{}', { ...signed, 'svix-id': `a.${NOW}` }), SECRET, NOW);
    expect(outcomeOf(shifted)).toBe('id_malformed');
  });
});

test('The signature covers the body', () => {
  expect(outcomeOf(verify(verifier, post(`${message.body} `, genuine), SECRET, NOW))).toBe('signature_mismatch');
});
