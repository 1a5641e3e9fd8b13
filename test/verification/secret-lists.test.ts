import { hmac } from '../../verification/hmac.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { type Secrets, secretProblem, splitSecrets, usableSecrets } from '../../verification/secret.ts';
import { verify } from '../../verification/verify.ts';
import { BODY, digestOf } from '../helpers/checked.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

// A field is a text with one or several secrets. A list has whole values, in which white space belongs to the secret.

const verifier = hmac(hmacScheme({ header: 'X-Sign' }));
const outcome = (key: string, secrets: Secrets, names: readonly string[] = []): string =>
  outcomeOf(verify(verifier, post(BODY, { 'X-Sign': digestOf(BODY, 'sha256', 'hex', key) }), secrets, 0, names));

const SENTENCE = "It's a Secret to Everybody";
const PREVIOUS = 'previous-value-77';

describe('a whole value', () => {
  test.each([
    ['with spaces inside', SENTENCE, [SENTENCE]],
    ['with a tab and a line break inside', 'first\tsecond\nthird', ['first\tsecond\nthird']],
    ['with white space around', `  ${SENTENCE}\n`, [`  ${SENTENCE}\n`, SENTENCE]],
    ['with a space after it', 'k7q-12345 ', ['k7q-12345 ', 'k7q-12345']],
    ['in another script', 'schlüssel 鍵 7', ['schlüssel 鍵 7']],
  ])('%s is a key as it is, and without white space at its ends', (_, value, keys) => {
    expect(splitSecrets([value])).toEqual(keys);
    expect(usableSecrets([value])).toEqual(keys);
    expect(secretProblem([value])).toBeUndefined();
    for (const key of keys) expect(outcome(key, [value])).toBe('accepted');
  });

  test('No part of it is a key', () => {
    const value = 'first-part-of-16 second-part-of-17';
    for (const part of value.split(' ')) {
      expect(outcome(part, [value])).toBe('signature_mismatch');
      expect(outcome(part, value)).toBe('accepted');
    }
    expect(outcome(value, [value])).toBe('accepted');
    expect(outcome(value, value)).toBe('signature_mismatch');
    expect(outcome(`${value} `, [value])).toBe('signature_mismatch');
    expect(outcome(value.replace(' ', '  '), [value])).toBe('signature_mismatch');
  });

  test('The current and the previous value are accepted in either order', () => {
    for (const list of [
      [SENTENCE, PREVIOUS],
      [PREVIOUS, SENTENCE],
    ]) {
      expect(outcome(SENTENCE, list)).toBe('accepted');
      expect(outcome(PREVIOUS, list)).toBe('accepted');
      expect(outcome('neither-of-them-7', list)).toBe('signature_mismatch');
      expect(outcome(list.join(' '), list)).toBe('signature_mismatch');
    }
  });

  test('Each of two values may have eight characters', () => {
    expect(outcome('k7q-1234', ['k7q-1234', 'k7q-5678'])).toBe('accepted');
    expect(outcome('k7q-5678', ['k7q-1234', 'k7q-5678'])).toBe('accepted');
    expect(secretProblem(['k7q-1234', 'k7q-5678'])).toBeUndefined();
    // In one field, a pasted sentence could contain words of this length.
    expect(outcome('k7q-1234', 'k7q-1234 k7q-5678')).toBe('secret_unusable');
    expect(secretProblem('k7q-1234 k7q-5678')).toBe('too_short_of_several');
  });

  test('An unusable value does not affect the other', () => {
    expect(outcome(PREVIOUS, ['short', PREVIOUS])).toBe('accepted');
    expect(outcome('short', ['short', PREVIOUS])).toBe('signature_mismatch');
    expect(secretProblem([PREVIOUS, 'short'])).toBe('too_short');
  });

  test.each([
    ['seven k', 'too_short'],
    ['************ abc', 'masked'],
    ['abcdefgh …', 'masked'],
    ['k7q\u200b 12345678', 'invisible'],
    ['k7q\u00a012345678', 'invisible'],
    ['xxxxxxxxxxxx', 'placeholder'],
    ['paste your signing secret here', 'placeholder'],
    ['GitHub Webhook Secret', 'placeholder'],
  ] as const)('%j is never a key: %s', (value, problem) => {
    const names = ['GitHub'];
    expect(secretProblem([value], names)).toBe(problem);
    expect(usableSecrets([value], names)).toEqual([]);
    expect(outcome(value, [value], names)).toBe('secret_unusable');
    expect(outcome(value, [value, PREVIOUS], names)).toBe('signature_mismatch');
  });

  test.each([[undefined], [[]], [['']], [['', '']]])('There is no secret in %j', (secrets) => {
    expect(splitSecrets(secrets)).toEqual([]);
    expect(secretProblem(secrets)).toBeUndefined();
    expect(outcome('', secrets)).toBe('secret_missing');
  });

  test('A key of white space around a value is not found by its trimmed copy', () => {
    expect(outcome(`${SENTENCE} `, [`${SENTENCE} `])).toBe('accepted');
    expect(outcome(` ${SENTENCE}`, [`${SENTENCE} `])).toBe('signature_mismatch');
  });
});

test.each([
  'a8f3k2m9q7w1e5r2',
  'whsec_a8f3k2m9q7w1e5r2',
  'a8f3k2m9q7w1e5r2***',
  'a8f3k2m9q7w1e5r2…',
  '0000000000000000',
  'whsec_0000000000000000',
  'your_secret_12345',
  'yoursecretwebhooksecret',
])('The field and the verifier agree on %s', (secret) => {
  expect(usableSecrets(secret).length === 1).toBe(secretProblem(secret) === undefined);
  expect(usableSecrets([secret]).length === 1).toBe(secretProblem([secret]) === undefined);
});

test.each([[['        ']], [['\n        \n']], [[' \t \t \t \t ']], [['', ' ']]])(
  'There is no secret in %j',
  (secrets) => {
    expect(splitSecrets(secrets)).toEqual([]);
    expect(outcome(secrets[0] ?? '', secrets)).toBe('secret_missing');
  },
);
