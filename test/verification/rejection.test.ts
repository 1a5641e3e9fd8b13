import { hmac } from '../../verification/hmac.ts';
import { isRejection, REJECTIONS, type Reason, reject } from '../../verification/rejection.ts';
import { hmacScheme } from '../../verification/scheme.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { parseBody, verify } from '../../verification/verify.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { hmacOf, post, standardHeaders, standardSecret } from '../helpers/sign.ts';

const SECRET = 'test-secret';
const NOW = 1_700_000_000;
const bare = hmac(hmacScheme({ header: 'X-Sig' }));
const withPing = hmac(hmacScheme({ header: 'X-Sig', unsignedPing: /^ping=/ }));
const standard = hmac(STANDARD_WEBHOOKS);
const token = sharedToken({ kind: 'token', in: 'query', name: 'token' });
const KEY = standardSecret(Buffer.from('0123456789abcdef0123456789abcdef'));
const genuine = standardHeaders(KEY, { id: 'msg_1', timestamp: NOW, body: '{}' });

const byHmac = (headers: Record<string, unknown>, secret?: string) => verify(bare, post('{}', headers), secret, 0);
const byStandard = (changes: Record<string, unknown>, now = NOW) =>
  verify(standard, post('{}', { ...genuine, ...changes }), KEY, now);
const byToken = (querystring: string) => verify(token, post('{}', {}, querystring), 'right-token', 0);
const parse = (content: string) => {
  const verified = verify(bare, post(content, { 'X-Sig': hmacOf(SECRET, content, 'hex') }), SECRET, 0);
  return isRejection(verified) ? verified : parseBody(verified.delivery);
};

/** The reasons that need a provider's API. */
type FromApi = 'record_not_found' | 'record_not_readable';

/** A request that is refused for each of the other reasons. A missing one does not compile. */
const examples: Readonly<Record<Exclude<Reason, FromApi>, () => object>> = {
  raw_request_missing: () => verify(bare, undefined, SECRET, 0),
  method_not_post: () => verify(bare, { ...post('{}'), method: 'GET' }, SECRET, 0),
  signature_missing: () => byHmac({}, SECRET),
  signature_ambiguous: () => byHmac({ 'X-Sig': 'a', x_sig: 'b' }, SECRET),
  signature_malformed: () => byHmac({ 'X-Sig': 'a' }, SECRET),
  signature_mismatch: () => byHmac({ 'X-Sig': hmacOf('other-secret', '{}', 'hex') }, SECRET),
  timestamp_missing: () => byStandard({ 'svix-timestamp': '' }),
  timestamp_malformed: () => byStandard({ 'svix-timestamp': 'x' }),
  timestamp_too_old: () => byStandard({}, NOW + 301),
  timestamp_too_new: () => byStandard({}, NOW - 301),
  id_missing: () => byStandard({ 'svix-id': '' }),
  id_malformed: () => byStandard({ 'svix-id': 'a.b' }),
  ping_not_signed: () => verify(withPing, post('ping=1'), SECRET, 0),
  token_missing: () => byToken(''),
  token_ambiguous: () => byToken('token=a&token=b'),
  token_mismatch: () => byToken('token=wrong'),
  body_not_utf8: () => verify(bare, post('\ufffd', { 'X-Sig': hmacOf(SECRET, '\xe9', 'hex') }), SECRET, 0),
  body_not_json: () => parse('<xml/>'),
  body_not_object: () => parse('[]'),
  body_too_deep: () => parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`),
  body_too_large: () => parse(`{"a":"${'x'.repeat(15_000_000)}"}`),
  secret_missing: () => byHmac({}),
  secret_unusable: () => verify(standard, post('{}', genuine), 'short', NOW),
};

test.each(Object.entries(examples))('A request can be refused with %s', (reason, check) => {
  const result = check();
  expect(isRejection(result)).toBe(true);
  expect(outcomeOf(result)).toBe(reason);
});

test('Every reason code has an example', () => {
  expect(Object.keys(REJECTIONS).toSorted()).toEqual(
    [...Object.keys(examples), 'record_not_found', 'record_not_readable'].toSorted(),
  );
});

describe.each(Object.entries(REJECTIONS))('%s', (reason, { fault, message, remedy }) => {
  test('Has a message and a remedy in complete sentences', () => {
    for (const text of [message, remedy]) {
      expect(text.charAt(0)).toBe(text.charAt(0).toUpperCase());
      expect(text.endsWith('.')).toBe(true);
      for (const character of '_{}<>') expect(text).not.toContain(character);
    }
  });

  test('Calls the service that sends webhooks a sender, unless the reason is from the API of a provider', () => {
    const isFromApi = reason.startsWith('record_');
    expect(/provider/i.test(`${message} ${remedy}`)).toBe(isFromApi);
  });

  test('Is attributed to the party that can fix it', () => {
    const faults: Readonly<Record<string, string>> = {
      secret_missing: 'connection',
      secret_unusable: 'connection',
      ping_not_signed: 'none',
    };
    expect(fault).toBe(faults[reason] ?? 'sender');
  });
});

test('Every reason has a different message', () => {
  const messages = Object.values(REJECTIONS).map(({ message }) => message);
  expect(new Set(messages).size).toBe(messages.length);
});

test('An object with a reason is not a rejection', () => {
  expect(reject('id_missing').reason).toBe('id_missing');
  expect(isRejection(reject('id_missing'))).toBe(true);
  expect(isRejection({})).toBe(false);
  expect(isRejection({ reason: 'id_missing' })).toBe(false);
  expect(isRejection({ id: 'a', sentAt: 1 })).toBe(false);
});
