import { createHash } from 'node:crypto';
import { sharedToken } from '../../verification/shared-token.ts';
import { verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post } from '../helpers/sign.ts';

const TOKEN = 'tok_5f1c-Ünï';
const BODY = '{"type":"track"}';
const inHeader = sharedToken({ header: 'X-Webhook-Token' });
const onUrl = sharedToken({ query: 'token' });

const encode = (token: string) => `token=${encodeURIComponent(token)}`;
const places = [
  { place: 'in a header', proof: inHeader, send: (token: string) => post(BODY, { 'Http-X-Webhook-Token': token }) },
  { place: 'on the URL', proof: onUrl, send: (token: string) => post(BODY, {}, encode(token)) },
];

test('says what it is and what it reads', () => {
  expect(inHeader.name).toBe('Secret token in `X-Webhook-Token`');
  expect(inHeader.headers).toEqual(['X-Webhook-Token']);
  expect(onUrl.name).toBe('Secret token `token` on the URL');
  expect(onUrl.headers).toEqual(['token']);
  expect([inHeader.checksTime, onUrl.checksTime]).toEqual([false, false]);
  expect([inHeader.signsBody, onUrl.signsBody]).toEqual([false, false]);
});

describe.each(places)('a token $place', ({ proof, send }) => {
  const tryWith = (token: string, secret = TOKEN): string => outcomeOf(verify(proof, send(token), secret, 0));

  test('is accepted, and the body tells the delivery from others', () => {
    const id = createHash('sha256').update(BODY).digest('hex');
    expect(verify(proof, send(TOKEN), TOKEN, 0)).toMatchObject({ evidence: { fingerprint: id } });
    const other = verify(proof, { ...send(TOKEN), content: `${BODY} ` }, TOKEN, 0);
    expect(other).toMatchObject({ evidence: { fingerprint: createHash('sha256').update(`${BODY} `).digest('hex') } });
  });

  test('may be any of several', () => {
    expect(tryWith(TOKEN, `${TOKEN} next-token`)).toBe('accepted');
    expect(tryWith(TOKEN, `old-token ${TOKEN}`)).toBe('accepted');
    expect(tryWith(TOKEN, 'old-token next-token')).toBe('token_mismatch');
    expect(tryWith(`old-token ${TOKEN}`, `old-token ${TOKEN}`)).toBe('token_mismatch');
  });

  test.each([
    ['another', 'x'],
    ['cut off', TOKEN.slice(0, -1)],
    ['with a suffix', `${TOKEN}x`],
    ['with a prefix', `Bearer ${TOKEN}`],
    ['in capitals', TOKEN.toUpperCase()],
    ['before a space', `${TOKEN} `],
    ['before a new line', `${TOKEN}\n`],
    ['before a zero byte', `${TOKEN}\0`],
    ['in another Unicode form', TOKEN.normalize('NFD')],
    ['hashed', createHash('sha256').update(TOKEN).digest('hex')],
  ])('%s is refused', (_, token) => {
    expect(tryWith(token)).toBe('token_mismatch');
  });

  test('left out or empty is missing', () => {
    expect(outcomeOf(verify(proof, post(BODY), TOKEN, 0))).toBe('token_missing');
    expect(tryWith('')).toBe('token_missing');
  });

  test('empty on both sides opens nothing', () => {
    expect(tryWith('', '')).toBe('secret_missing');
    expect(tryWith('', ' ')).toBe('secret_missing');
  });

  test('has eight characters or more', () => {
    for (const short of ['', 'x', 'and', '1234567']) expect(proof.readKey(short)).toBeUndefined();
    expect(proof.readKey('12345678')).toEqual(Buffer.from('12345678', 'latin1'));
    expect(tryWith('1234567', '1234567')).toBe('secret_unusable');
    expect(tryWith('12345678', '12345678')).toBe('accepted');
  });

  test('is no word that stands between two of them', () => {
    expect(tryWith(TOKEN, `old-token and ${TOKEN}`)).toBe('accepted');
    expect(tryWith('and', `old-token and ${TOKEN}`)).toBe('token_mismatch');
    expect(tryWith('old-token', `old-token and ${TOKEN}`)).toBe('accepted');
  });
});

test('two different tokens are refused, even when one is right', () => {
  const twice = post(BODY, { 'X-Webhook-Token': TOKEN, 'Http-X-Webhook-Token': 'x' });
  expect(outcomeOf(verify(inHeader, twice, TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(onUrl, post(BODY, {}, `${encode(TOKEN)}&token=x`), TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(onUrl, post(BODY, {}, `${encode(TOKEN)}&token=`), TOKEN, 0))).toBe('token_ambiguous');
  expect(outcomeOf(verify(onUrl, post(BODY, {}, `${encode(TOKEN)}&${encode(TOKEN)}`), TOKEN, 0))).toBe('accepted');
});

test('a token in the wrong place is missing', () => {
  expect(outcomeOf(verify(inHeader, post(BODY, {}, `X-Webhook-Token=${TOKEN}`), TOKEN, 0))).toBe('token_missing');
  expect(outcomeOf(verify(onUrl, post(BODY, { token: TOKEN }), TOKEN, 0))).toBe('token_missing');
  expect(outcomeOf(verify(onUrl, post(encode(TOKEN)), TOKEN, 0))).toBe('token_missing');
});

test('the name on the URL has one spelling', () => {
  expect(outcomeOf(verify(onUrl, post(BODY, {}, `Token=${TOKEN}`), TOKEN, 0))).toBe('token_missing');
});
