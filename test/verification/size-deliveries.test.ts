import { toEnvelope } from '../../providers/signed-webhook/envelope.ts';
import { isRejection } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { parseBody, readPayload, type Verifier, verify } from '../../verification/verify.ts';
import { eventOf, openBench } from '../helpers/sandbox.ts';
import { post } from '../helpers/sign.ts';

const LIMIT = 15_000_000;

/** Accepts everything. */
const scheme = hmacScheme({ header: 'X-Signature' });
const verifier: Verifier = {
  scheme,
  readKey: (secret) => Buffer.from(secret),
  check: () => ({}),
};

const verifiedBody = (content: string) => {
  const verified = verify(verifier, post(content), 'a8f3k2m9q7w1e5r2', 0);
  if (isRejection(verified)) throw new Error(verified.reason);
  return verified;
};

const reasonOf = (result: object): string | undefined => (isRejection(result) ? result.reason : undefined);
const listOf = (count: number, one = '1e20'): string =>
  `{"eventName":"site.publish","x":[${`${one},`.repeat(count)}0]}`;

/** The worst growth: each number of five characters becomes 22. */
const GROWS = listOf(700_000);
const TEN_MB = 10_000_000;

describe('parseBody', () => {
  const parse = (content: string) => reasonOf(parseBody(verifiedBody(content).delivery));

  test('a body that grows beyond the limit is refused', () => {
    expect(GROWS.length).toBeLessThan(4_000_000);
    expect(JSON.stringify(JSON.parse(GROWS)).length).toBeGreaterThan(LIMIT);
    expect(parse(GROWS)).toBe('body_too_large');
    expect(parse(listOf(660_000, '-9e20'))).toBe('body_too_large');
    expect(parse(`{"x":"${'\ud800'.repeat(2_600_000)}"}`)).toBe('body_too_large');
  });

  test.each([
    ['a long text', `{"x":"${'a'.repeat(TEN_MB)}"}`],
    ['characters of two bytes', `{"x":"${'ü'.repeat(TEN_MB / 2)}"}`],
    ['escapes', `{"x":"${'\\n'.repeat(TEN_MB / 2)}"}`],
    ['ordinary numbers', listOf(TEN_MB / 5, '1234')],
    ['many keys', `{${Array.from({ length: 400_000 }, (_, key) => `"k${key}":${key}`).join()}}`],
  ])('a body of up to 10 MB of %s is parsed', (_name, content) => {
    expect(parse(content)).toBeUndefined();
  });

  test('the limit is 15 MB, in bytes of the serialized body', () => {
    const frame = '{"x":""}'.length;
    expect(parse(`{"x":"${'a'.repeat(LIMIT - frame)}"}`)).toBeUndefined();
    expect(parse(`{"x":"${'a'.repeat(LIMIT - frame + 1)}"}`)).toBe('body_too_large');
    // White space is not part of the output.
    expect(parse(`{"x":"${'a'.repeat(LIMIT - frame)}" }`)).toBeUndefined();
    expect(parse(`{"x":"${'€'.repeat((LIMIT - frame) / 3)}"}`)).toBeUndefined();
    expect(parse(`{"x":"${'€'.repeat((LIMIT - frame) / 3 + 1)}"}`)).toBe('body_too_large');
  });
});

describe('readPayload', () => {
  const read = (content: string) => reasonOf(readPayload(verifiedBody(content), (payload) => ({ payload })));

  test('JSON and text that grow beyond the limit are refused', () => {
    expect(read(GROWS)).toBe('body_too_large');
    expect(read(GROWS.slice(GROWS.indexOf('['), -1))).toBe('body_too_large');
    // Each of these characters needs six in JSON.
    expect(read('\u0001'.repeat(2_600_000))).toBe('body_too_large');
  });

  test('ordinary text of 10 MB is passed on', () => {
    expect(read('<p class="a">Text</p>\n'.repeat(TEN_MB / 22))).toBeUndefined();
  });

  test('the envelope of a sender is refused as well', () => {
    expect(reasonOf(toEnvelope('custom', { scheme })(verifiedBody(GROWS)))).toBe('body_too_large');
  });
});

describe('a trigger', () => {
  const bench = openBench();

  test('halts such a delivery and does not claim it', async () => {
    const event = eventOf('basekit_site_publish');
    const calls: string[] = [];
    bench.sandbox.zapier.services.onCache = ({ method }) => void calls.push(method);
    const { error, output } = await bench.send(event, await bench.live(event), GROWS);
    expect([error?.name, output.length]).toEqual(['HaltedError', 0]);
    expect(error?.message).toContain('(body_too_large)');
    expect(calls).toEqual([]);
  });
});
