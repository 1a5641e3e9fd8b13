import { createHmac, randomBytes } from 'node:crypto';
import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { secretProblem, usableSecrets } from '../../verification/secret.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { post, standardHeaders } from '../helpers/sign.ts';

const NAMES = ['Freshpaint', 'Webhook Token', 'Freshpaint Webhook Token', 'freshpaint_webhook_token'];

const INVALID = [
  ['••••••••••••••••', 'masked'],
  ['****************', 'masked'],
  ['sk_live_****abcd', 'masked'],
  ['●●●●●●●●●●●●', 'masked'],
  ['whsec_…a8f3k2m9', 'masked'],
  ['abcdefgh...wxyz', 'masked'],
  ['a8f3k2m9\u200bq7w1e5r2', 'invisible'],
  ['\u2060a8f3k2m9q7w1e5r2', 'invisible'],
  ['a8f3k2m9q7w1e5r2\u00a0', 'invisible'],
  ['\ufeffa8f3k2m9q7w1e5r2', 'invisible'],
  ['a8f3k2m9\u3164q7w1e5r2', 'invisible'],
  ['a8f3k2m9\u2800q7w1e5r2', 'invisible'],
  ['a8f3k2m9\u0000q7w1e5r2', 'invisible'],
  ['xxxxxxxxxxxxxxxx', 'placeholder'],
  ['0000000000000000', 'placeholder'],
  ['whsec_AAAAAAAAAAAAAAAA', 'placeholder'],
  ['sk_test_0000000000000000', 'placeholder'],
  ['your-secret-here', 'placeholder'],
  ['<YOUR_WEBHOOK_SECRET>', 'placeholder'],
  ['changeme', 'placeholder'],
  ['Freshpaint', 'placeholder'],
  ['Webhook Token', 'placeholder'],
  ['Freshpaint Webhook Token', 'placeholder'],
  ['freshpaint_webhook_token', 'placeholder'],
  ['my-freshpaint-webhook-token', 'placeholder'],
  ['X-Webhook-Token', 'placeholder'],
  ['a8f3k2m', 'too_short'],
  ['a8f3k2m9q7w1e5r2 short', 'too_short'],
  ['Token a8f3k2m9q7w1e5r2', 'placeholder'],
  ['*** paste your secret ***', 'placeholder'],
  ['freshpaintwebhooktoken', 'placeholder'],
  ['a8f3k2m9q7w1e5r2***', 'masked'],
  ['a8f3k2m9q7w1e5r2…', 'masked'],
  ['a8f3k2m9q7w1e5r2 t6y3u8i1o4p', 'too_short_of_several'],
] as const;

describe('secretProblem', () => {
  test.each(INVALID)('%j is %s', (secret, problem) => {
    expect(secretProblem(secret, NAMES)).toBe(problem);
  });

  test.each([
    'a8f3k2m9',
    ' a8f3k2m9\n',
    'correct-horse-battery-staple',
    'a8f3k2m9q7w1e5r2 t6y3u8i1o4p9s5d7',
    'sk_test_51Hx+/==',
    'a8f3**k2m9*q7',
    'a8f3..k2m9.q7',
    'geheime-schlüssel',
  ])('%j is a secret', (secret) => {
    expect(secretProblem(secret, NAMES)).toBeUndefined();
  });

  test('No random secret has a problem', () => {
    for (let run = 0; run < 2000; run += 1) {
      const bytes = randomBytes(24);
      for (const secret of [bytes.toString('hex'), bytes.toString('base64'), bytes.toString('base64url')]) {
        expect([secret, secretProblem(secret, NAMES)]).toEqual([secret, undefined]);
      }
    }
  });

  test('A text of 100,000 characters is checked once, not once for each character', () => {
    for (const secret of [
      'a'.repeat(100_000),
      `${'a'.repeat(100_000)}b`,
      '- '.repeat(50_000),
      `${'*'.repeat(100_000)}`,
    ]) {
      const started = performance.now();
      secretProblem(secret, NAMES);
      expect(performance.now() - started).toBeLessThan(5000);
    }
  });
});

describe('keys', () => {
  test('Words around a secret are never keys, and do not stop it', () => {
    expect(usableSecrets('The token is: a8f3k2m9q7w1e5r2t6', NAMES)).toEqual(['a8f3k2m9q7w1e5r2t6']);
    expect(usableSecrets('a8f3k2m9q7w1e5r2 and t6y3u8i1o4p9s5d7', NAMES)).toEqual([
      'a8f3k2m9q7w1e5r2',
      't6y3u8i1o4p9s5d7',
    ]);
    expect(usableSecrets('a8f3k2m9 t6y3u8i1', NAMES)).toEqual([]);
  });

  const alone = INVALID.map(([secret]) => secret).filter((secret) => !/\s/.test(secret));
  test.each(alone)('A request that is signed with %j is not verified', (secret) => {
    const signed = createHmac('sha256', secret).update('{}').digest('hex');
    const verifiers = [
      [hmac(hmacScheme({ header: 'X-Sign' })), post('{}', { 'X-Sign': signed })],
      [sharedToken({ kind: 'token', in: 'header', name: 'X-Token' }), post('{}', { 'X-Token': secret })],
    ] as const;
    for (const [verifier, request] of verifiers) {
      expect(verify(verifier, request, secret, 0, NAMES)).toMatchObject({ reason: 'secret_unusable' });
    }
  });

  test.each(['x', 'A', 'z'])('A Standard Webhooks secret of one repeated character (%s) is no key', (character) => {
    const secret = `whsec_${character.repeat(32)}`;
    const now = 1_700_000_000;
    const request = post('{}', standardHeaders(secret, { id: 'msg_1', timestamp: now, body: '{}' }));
    expect(verify(hmac(STANDARD_WEBHOOKS), request, secret, now)).toMatchObject({ reason: 'secret_unusable' });
  });
});
