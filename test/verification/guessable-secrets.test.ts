import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { readBase64Key, secretProblem, usableSecrets } from '../../verification/secret.ts';
import { verify } from '../../verification/verify.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const NAMES = ['BaseKit', 'HMAC Secret', 'BaseKit HMAC Secret', 'basekit_hmac_secret'];

const PLACEHOLDERS = [
  ...['xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx', 'XXXX-XXXX-XXXX-XXXX', '00000000-0000-0000-0000-000000000000'],
  ...['AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA1'],
  ...['________a_______', '----------------', '—————————', 'sk_test_0000000000000000', 'x_x_x_x_x_x_x_x_'],
  ...['abababababababab', '1212121212121212', 'abcabcabcabc', 'x*x*x*x*x*x*'],
  ...['12345678', '123456789', '1234567890123456', '0123456789abcdef', 'abcdefgh', 'abcdefghijklmnop', 'ABCDEFGHIJKL'],
  ...['87654321', 'fedcba9876543210', '12345678-1234-1234-1234-123456789012', 'whsec_1234567890123456'],
  ...['your-secret-here1', 'your-secret-key-123456', 'YourSecretHere', 'YOUR_SECRET_HERE_2', 'Secret-1-Secret-2'],
  ...['whsec_your-secret-here', 'whsec_placeholder', 'whsec_placeholder1', 'mySecretKey99', 'Password123'],
  ...['REDACTED', '[redacted]', '[hidden]', '(hidden)', 'undefined', 'null-null-null', '{{secret}}', '$HMAC_SECRET'],
  ...['BaseKit1234', 'BaseKitHMACSecret', 'basekithmacsecret', 'BASEKIT_HMAC_SECRET_1', 'hmacsecret'],
  ...['abcdefgz9', 'q1-q1_q1.q1'],
  ...['https://apidocs.basekit.com/webhooks', 'http://localhost:8080/x7Kq2'],
];

const MASKED = [
  ...['bk1234########5678', 'bk1234xxxxxxxxxxxx5678', 'bk1234XXXXXXXX5678', 'bk12-------34', 'bk12________34'],
  ...[
    'bk1234■■■■■■■■5678',
    '■■■■■■■■',
    '▪▪▪▪▪▪▪▪',
    '✱✱✱✱✱✱✱✱',
    '※※※※※※※※',
    '⁕⁕⁕⁕⁕⁕⁕⁕',
    '⬛⬛⬛⬛⬛⬛⬛⬛',
    '████████',
    '#••#1234',
  ],
];

const WEAK = [
  ...PLACEHOLDERS.map((secret) => [secret, 'placeholder'] as const),
  ...MASKED.map((secret) => [secret, 'masked'] as const),
];

describe('A text that others can guess', () => {
  test.each(WEAK)('%j is not a secret (%s)', (secret, problem) => {
    expect(secretProblem([secret], NAMES)).toBe(problem);
    expect(secretProblem(secret, NAMES)).toBeDefined();
    expect(usableSecrets([secret], NAMES)).toEqual([]);
    expect(usableSecrets(secret, NAMES)).toEqual([]);
  });

  test.each(WEAK)('a request that is signed with %j is not verified', (secret) => {
    const request = post('{}', { 'X-Sign': hmacOf(secret, '{}', 'hex') });
    const result = verify(hmac(hmacScheme({ header: 'X-Sign' })), request, [secret], 0, NAMES);
    expect(result).toMatchObject({ reason: 'secret_unusable' });
  });

  test.each([
    'xxxxxxxxxxxxxxxx',
    'abababababababab',
    '\0\u0001\0\u0001\0\u0001\0\u0001\0\u0001\0\u0001\0\u0001\0\u0001',
    '\u0010W\u001c#'.repeat(4),
  ])('the base64 of %j is no key', (text) => {
    for (const prefix of ['', 'whsec_']) {
      expect(readBase64Key(prefix + Buffer.from(text).toString('base64'))).toBeUndefined();
    }
  });
});

test.each([
  'correct-horse-battery-staple',
  'geheime-schlüssel-der-firma',
  'a8f3k2m9',
  'Tr0ub4dor&3',
  'my-dog-ate-the-webhook',
  'basekit-7f3a91',
  'AKIAIOSFODNN7EXAMPLE',
  '8f14e45f-ceea-467f-a0f6-1a2b3c4d5e6f',
  // An address inside, a long number, short parts of a name, a short rest after a prefix, and just enough characters.
  'a8f3http://k2m9',
  'secret-19283746',
  '8265910374621',
  'se-ki-94',
  'gesrklh_Mh8',
  'abcdabdcadcb',
  'abcdefz91',
])('%j is a secret', (secret) => {
  expect(secretProblem([secret], NAMES)).toBeUndefined();
  expect(usableSecrets([secret], NAMES)).toEqual([secret]);
});

test('A weak word does not affect the secret beside it', () => {
  expect(usableSecrets('0123456789abcdef a8f3k2m9q7w1e5r2', NAMES)).toEqual(['a8f3k2m9q7w1e5r2']);
});
