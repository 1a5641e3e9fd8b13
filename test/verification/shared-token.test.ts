import { createHash } from 'node:crypto';
import { sharedToken } from '../../verification/shared-token.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

const TOKEN = 'tok_5f1c-Ünï-0x7b';
const OLD = 'old-token-of-this-file';
const NEXT = 'next-token-of-this-file';
const BODY = '{"type":"track"}';
const inHeader = sharedToken({ kind: 'token', in: 'header', name: 'X-Webhook-Token' });
const inQuery = sharedToken({ kind: 'token', in: 'query', name: 'token' });

const encode = (token: string) => `token=${encodeURIComponent(token)}`;
const locations = [
  {
    location: 'in a header',
    verifier: inHeader,
    send: (token: string) => post(BODY, { 'Http-X-Webhook-Token': token }),
  },
  { location: 'in the query string', verifier: inQuery, send: (token: string) => post(BODY, {}, encode(token)) },
];

describe.each(locations)('a token $location', ({ verifier, send }) => {
  const outcome = (token: string, secret = TOKEN): string => outcomeOf(verify(verifier, send(token), secret, 0));

  test('The token is accepted with any body, and says nothing about an ID or a time', () => {
    for (const content of [BODY, `${BODY} `]) {
      const verified = verify(verifier, { ...send(TOKEN), content }, TOKEN, 0);
      expect(verified).toMatchObject({ delivery: { body: content } });
      expect('evidence' in verified && verified.evidence).toEqual({});
    }
  });

  test('Any of several tokens is accepted', () => {
    expect(outcome(TOKEN, `${TOKEN} ${NEXT}`)).toBe('accepted');
    expect(outcome(TOKEN, `${OLD} ${TOKEN}`)).toBe('accepted');
    expect(outcome(TOKEN, `${OLD} ${NEXT}`)).toBe('token_mismatch');
    expect(outcome(`${OLD} ${TOKEN}`, `${OLD} ${TOKEN}`)).toBe('token_mismatch');
  });

  test.each([
    ['Another token', 'x'],
    ['A cut-off token', TOKEN.slice(0, -1)],
    ['The token with a suffix', `${TOKEN}x`],
    ['The token with a prefix', `Bearer ${TOKEN}`],
    ['The token in capitals', TOKEN.toUpperCase()],
    ['The token before a space', `${TOKEN} `],
    ['The token before a new line', `${TOKEN}\n`],
    ['The token before a zero byte', `${TOKEN}\0`],
    ['The token in another Unicode form', TOKEN.normalize('NFD')],
    ['The hash of the token', createHash('sha256').update(TOKEN).digest('hex')],
  ])('%s is refused', (_, token) => {
    expect(outcome(token)).toBe('token_mismatch');
  });

  test('A request without a token, or with an empty one, is refused', () => {
    expect(outcomeOf(verify(verifier, post(BODY), TOKEN, 0))).toBe('token_missing');
    expect(outcome('')).toBe('token_missing');
  });

  test('An empty token does not match an empty secret', () => {
    expect(outcome('', '')).toBe('secret_missing');
    expect(outcome('', ' ')).toBe('secret_missing');
  });

  test('A token of fewer than eight characters is unusable', () => {
    for (const short of ['', 'x', 'and', '1234567']) expect(verifier.readKey(short)).toBeUndefined();
    expect(verifier.readKey('12345678')).toEqual(Buffer.from('12345678', 'latin1'));
    expect(outcome('k7q-1w3', 'k7q-1w3')).toBe('secret_unusable');
    expect(outcome('k7q-1w3z', 'k7q-1w3z')).toBe('accepted');
  });

  test('Each of several tokens has at least 16 characters', () => {
    const [short, long] = ['15-characters-x', '16-characters-xy'];
    expect(outcome(short, `${short} ${NEXT}`)).toBe('token_mismatch');
    expect(outcome(short, short)).toBe('accepted');
    expect(outcome(long, `${long} ${NEXT}`)).toBe('accepted');
    expect(outcome(short, `${short} ${short}`)).toBe('secret_unusable');
  });

  test('A short word between two tokens is not a token', () => {
    expect(outcome(TOKEN, `${OLD} and ${TOKEN}`)).toBe('accepted');
    expect(outcome('and', `${OLD} and ${TOKEN}`)).toBe('token_mismatch');
    expect(outcome(OLD, `${OLD} and ${TOKEN}`)).toBe('accepted');
  });
});

test('Two different tokens are refused, even if one is right', () => {
  const twice = post(BODY, { 'X-Webhook-Token': TOKEN, 'Http-X-Webhook-Token': 'x' });
  expect(outcomeOf(verify(inHeader, twice, TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(inQuery, post(BODY, {}, `${encode(TOKEN)}&token=x`), TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(inQuery, post(BODY, {}, `${encode(TOKEN)}&token=`), TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(inQuery, post(BODY, {}, `${encode(TOKEN)}&${encode(TOKEN)}`), TOKEN, 0))).toBe('accepted');
});

test('A token in another location counts as missing', () => {
  expect(outcomeOf(verify(inHeader, post(BODY, {}, `X-Webhook-Token=${TOKEN}`), TOKEN, 0))).toBe('token_missing');
  expect(outcomeOf(verify(inQuery, post(BODY, { token: TOKEN }), TOKEN, 0))).toBe('token_missing');
  expect(outcomeOf(verify(inQuery, post(encode(TOKEN)), TOKEN, 0))).toBe('token_missing');
});

test('The name of the query parameter is case-sensitive', () => {
  expect(outcomeOf(verify(inQuery, post(BODY, {}, `Token=${TOKEN}`), TOKEN, 0))).toBe('token_missing');
});
