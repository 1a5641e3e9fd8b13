import { createHmac } from 'node:crypto';
import { explained, namesIn } from '../helpers/explained.ts';
import { BODY, basekit, buildr, SECRET, SENT_AT, STANDARD_KEY, STANDARD_SECRET } from '../helpers/requests.ts';

const KEY = Buffer.from('twenty bytes of key!');

test.each<[string, string, string | Buffer]>([
  ['secret_cut_by_space', 'correctly-spelled horseback-riding', 'correctly-spelled horseback-riding'],
  ['secret_space_inside', 'first-half-of-it-\nsecond-half-of-it', 'first-half-of-it-second-half-of-it'],
  ['secret_space_around', SECRET, `${SECRET}\n`],
  ['secret_space_around', ` ${SECRET}`, ` ${SECRET}`],
  ['secret_in_quotes', `"${SECRET}"`, SECRET],
  ['secret_with_name', `BASEKIT_HMAC_SECRET=${SECRET}`, SECRET],
  ['secret_url_encoded', 'a%2Bb%3D', 'a+b='],
  ['secret_prefix_added', `whsec_${SECRET}`, SECRET],
  ['secret_prefix_missing', SECRET, `whsec_${SECRET}`],
  ['secret_base64_decoded', KEY.toString('base64'), KEY],
  ['secret_base64_decoded', `whsec_${KEY.toString('base64')}`, KEY],
  ['secret_hex_decoded', KEY.toString('hex'), KEY],
])('finds %s in %j', (name, secret, signedWith) => {
  const explanation = explained({ provider: 'basekit', secret, recorded: basekit(signedWith) });
  expect(explanation.reason).toBe('signature_mismatch');
  expect(namesIn(explanation)).toEqual([name]);
});

test('finds secret_invisible in a secret that the app does not use', () => {
  const recorded = basekit(SECRET);
  const explanation = explained({ provider: 'basekit', secret: SECRET.replace('-', '\u200b-'), recorded });
  expect(explanation.reason).toBe('secret_unusable');
  expect(namesIn(explanation)).toEqual(['secret_invisible']);
});

describe('of a Standard Webhooks request', () => {
  const check = (key: string | Buffer, secret = STANDARD_SECRET) =>
    namesIn(explained({ provider: 'buildr', secret, recorded: buildr({ key }), now: SENT_AT }));

  test('accepts a secret without whsec_', () => {
    expect(check(STANDARD_KEY)).toEqual(['verified']);
    expect(check(STANDARD_KEY, STANDARD_SECRET.replace('whsec_', ''))).toEqual(['verified']);
  });

  test('finds secret_as_text', () => {
    expect(check(STANDARD_SECRET)).toEqual(['secret_as_text']);
    expect(check(STANDARD_SECRET.replace('whsec_', ''))).toEqual(['secret_as_text']);
    expect(check('your-webhook-secret', 'your-webhook-secret')).toEqual(['secret_as_text']);
  });

  test('does not use an empty key', () => {
    const signature = createHmac('sha256', '').update(`msg_1.${SENT_AT}.${BODY}`).digest('base64');
    const recorded = buildr({ headers: { 'svix-signature': `v1,${signature}` } });
    const found = explained({ provider: 'buildr', secret: '!#%(a)@&b', recorded, now: SENT_AT });
    expect(namesIn(found)).toEqual(['unexplained']);
  });
});

test('does not explain another secret', () => {
  const explanation = explained({ provider: 'basekit', secret: 'other-secret', recorded: basekit(SECRET) });
  expect(namesIn(explanation)).toEqual(['unexplained']);
});
