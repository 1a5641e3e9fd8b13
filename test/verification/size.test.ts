import { isRejection } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { canBeTooLarge, isTooLarge } from '../../verification/size.ts';
import { parseBody, type Verifier, verify } from '../../verification/verify.ts';
import { post } from '../helpers/sign.ts';

const LIMIT = 15_000_000;

/** Accepts everything. */
const verifier: Verifier = {
  scheme: hmacScheme({ header: 'X-Signature' }),
  readKey: (secret) => Buffer.from(secret),
  check: () => ({}),
};

test('a body that grows beyond the limit is refused', () => {
  const verified = verify(verifier, post(`{"x":[${'1e20,'.repeat(700_000)}0]}`), 'a8f3k2m9q7w1e5r2', 0);
  if (isRejection(verified)) throw new Error(verified.reason);
  expect(parseBody(verified.delivery)).toMatchObject({ reason: 'body_too_large' });
});

describe('the first check', () => {
  test('serializes nothing for an ordinary body', () => {
    expect(canBeTooLarge('x'.repeat(LIMIT / 6))).toBe(false);
    expect(canBeTooLarge('x'.repeat(LIMIT / 6 + 1))).toBe(true);
  });

  test('allows for the growth of every text and number', () => {
    const numbersOf = (mantissa: string) => Array.from({ length: 60 }, (_, at) => `${mantissa}e${at - 30}`);
    const texts = Array.from({ length: 0x1_0000 }, (_, code) => String.fromCharCode(code));
    const numbers = ['1', '9', '-1', '1.5', '-9.9'].flatMap(numbersOf);
    const growthOf = (number: string) => JSON.stringify(JSON.parse(number)).length / number.length;
    expect(Math.max(...numbers.map(growthOf))).toBeLessThan(6);
    expect(Math.max(...texts.map((text) => Buffer.byteLength(JSON.stringify(text)) - 2))).toBe(6);
  });

  test('is followed by an exact one', () => {
    expect(isTooLarge('a'.repeat(LIMIT - 2))).toBe(false);
    expect(isTooLarge('a'.repeat(LIMIT - 1))).toBe(true);
  });
});
