import { hmacScheme, type SignatureHeaders } from '../../verification/scheme.ts';
import { BODY, digestOf, evidenceWith, NOW, outcomeWith } from '../helpers/checked.ts';

const namesOf = (prefix: string): SignatureHeaders => ({
  signature: `${prefix}-Sign`,
  timestamp: `${prefix}-Time`,
  id: `${prefix}-Id`,
});
const scheme = hmacScheme({
  headers: [namesOf('A'), namesOf('B')],
  signedText: '{id}.{timestamp}.{body}',
  timestamp: { in: 'header', unit: 's', tolerance: 300 },
});
const outcome = (headers: Readonly<Record<string, unknown>>) => outcomeWith(scheme, { headers });

const signed = (prefix: string, id = 'one', time = `${NOW}`) => ({
  [`${prefix}-Sign`]: digestOf(`${id}.${time}.${BODY}`),
  [`${prefix}-Time`]: time,
  [`${prefix}-Id`]: id,
});
const [a, b] = [signed('A'), signed('B')];
const without = (headers: object, name: string) =>
  Object.fromEntries(Object.entries(headers).filter(([key]) => key !== name));

describe('two sets of headers', () => {
  test('Either is enough, in any spelling', () => {
    for (const headers of [a, b, { ...a, ...b }]) expect(outcome(headers)).toBe('accepted');
    expect(outcome({ 'Http-A-Sign': a['A-Sign'], a_time: a['A-Time'], HTTP_A_ID: a['A-Id'] })).toBe('accepted');
  });

  test('The evidence is from the valid set', () => {
    const headers = { ...signed('A', 'one'), 'A-Sign': digestOf('x'), ...signed('B', 'two', `${NOW - 7}`) };
    expect(evidenceWith(scheme, { headers })).toEqual({
      deliveryId: 'two',
      sentAt: NOW - 7,
      validUntil: NOW + 293,
    });
  });

  test.each([
    ['no signature', without(a, 'A-Sign')],
    ['an empty signature', { ...a, 'A-Sign': '' }],
    ['two signatures', { ...a, 'A-Sign': ['x'] }],
    ['a malformed signature', { ...a, 'A-Sign': 'x' }],
    ['the signature of another body', { ...a, 'A-Sign': digestOf('x') }],
    ['no ID', without(a, 'A-Id')],
    ['a malformed ID', { ...a, 'A-Id': 'a.b' }],
    ['no timestamp', without(a, 'A-Time')],
    ['an old timestamp', signed('A', 'one', `${NOW - 301}`)],
  ])('A set with %s does not prevent the other from being valid', (_, broken) => {
    expect(outcome({ ...broken, ...b })).toBe('accepted');
  });

  test.each(['Sign', 'Time', 'Id'])('%s is never taken from the other set', (part) => {
    const mixed = { ...without(a, `A-${part}`), [`B-${part}`]: a[`A-${part}`] };
    expect(outcome(mixed)).not.toBe('accepted');
    expect(
      outcome({ ...signed('A', 'one'), ...signed('B', 'two'), 'A-Sign': digestOf('x'), 'B-Sign': a['A-Sign'] }),
    ).toBe('signature_mismatch');
  });

  test.each<[string, object, string]>([
    ['nothing', {}, 'signature_missing'],
    ['a set without a signature', without(a, 'A-Sign'), 'signature_missing'],
    ['no ID, and no second set', without(a, 'A-Id'), 'id_missing'],
    ['an empty ID', { ...a, 'A-Id': '' }, 'id_missing'],
    ['no timestamp', without(a, 'A-Time'), 'timestamp_missing'],
    ['an empty timestamp', { ...a, 'A-Time': '' }, 'timestamp_missing'],
    ['neither ID nor timestamp', { 'A-Sign': a['A-Sign'] }, 'id_missing'],
    ['two signatures', { ...a, a_sign: 'x' }, 'signature_ambiguous'],
    ['two IDs', { ...a, a_id: 'x' }, 'signature_ambiguous'],
    ['two timestamps', { ...a, a_time: 'x' }, 'signature_ambiguous'],
    ['an ID with a full stop', { ...a, 'A-Id': 'one.two' }, 'id_malformed'],
    ['an ID with a brace', { ...a, 'A-Id': '{body}' }, 'id_malformed'],
    ['an ID before a new line', { ...a, 'A-Id': 'one\n' }, 'id_malformed'],
    ['an ID after a space', { ...a, 'A-Id': ' one' }, 'id_malformed'],
    ['another ID', { ...a, 'A-Id': 'two' }, 'signature_mismatch'],
    ['the ID in capitals', { ...a, 'A-Id': 'ONE' }, 'signature_mismatch'],
    ['another timestamp', { ...a, 'A-Time': `${NOW + 1}` }, 'signature_mismatch'],
    // The first reason that is not a missing signature is reported.
    ['a mismatch, then a missing ID', { ...a, 'A-Sign': digestOf('x'), ...without(b, 'B-Id') }, 'signature_mismatch'],
    ['a missing ID, then a mismatch', { ...without(a, 'A-Id'), ...b, 'B-Sign': digestOf('x') }, 'id_missing'],
    ['no first signature, then a mismatch', { ...b, 'B-Sign': digestOf('x') }, 'signature_mismatch'],
    ['a malformed signature, then none', { ...a, 'A-Sign': 'x' }, 'signature_malformed'],
  ])('A request with %s is refused', (_, headers, reason) => {
    expect(outcome({ ...headers })).toBe(reason);
  });
});

test('The names in a scheme may be in any case', () => {
  const upper = hmacScheme({
    headers: [{ signature: 'X-SIGN', timestamp: 'X-TIME', id: 'X-ID' }],
    signedText: '{id}.{timestamp}.{body}',
    timestamp: { in: 'header', unit: 's', tolerance: 300 },
  });
  const headers = { 'x-sign': a['A-Sign'], 'x-time': a['A-Time'], 'x-id': a['A-Id'] };
  expect(outcomeWith(upper, { headers })).toBe('accepted');
});

test('Any of several numbered headers may match', () => {
  const numbered = hmacScheme({
    headers: [{ signature: 'X-Sign-1' }, { signature: 'X-Sign-2' }, { signature: 'X-Sign-3' }],
  });
  const [good, bad] = [digestOf(BODY), digestOf('x')];
  const all = (...values: string[]) =>
    outcomeWith(numbered, { headers: Object.fromEntries(values.map((value, at) => [`X-Sign-${at + 1}`, value])) });
  expect(all(good, bad, bad)).toBe('accepted');
  expect(all(bad, bad, good)).toBe('accepted');
  expect(all('', '', good)).toBe('accepted');
  expect(all(bad, bad, bad)).toBe('signature_mismatch');
});

describe('requests that are not signed', () => {
  const marked = hmacScheme({ header: 'X-Sign', unsignedValue: 'no-secret-provided' });
  const pinged = hmacScheme({
    headers: [{ signature: 'X-Sign' }, { signature: 'Y-Sign' }],
    unsignedPing: /^webhook_id=\d+$/,
  });

  test('A value that says so counts as no signature', () => {
    expect(outcomeWith(marked, { headers: { 'X-Sign': 'no-secret-provided' } })).toBe('signature_missing');
    expect(outcomeWith(marked, { headers: { 'X-Sign': 'no-secret-provided ' } })).toBe('signature_malformed');
    expect(outcomeWith(marked, { headers: { 'X-Sign': digestOf(BODY) } })).toBe('accepted');
    expect(outcomeWith(hmacScheme({ header: 'X-Sign' }), { headers: { 'X-Sign': 'no-secret-provided' } })).toBe(
      'signature_malformed',
    );
  });

  test('A ping without a signature is told apart, and never accepted', () => {
    const ping = 'webhook_id=12';
    expect(outcomeWith(pinged, { headers: {}, body: ping })).toBe('ping_not_signed');
    expect(outcomeWith(pinged, { headers: { 'X-Sign': '', 'Y-Sign': '' }, body: ping })).toBe('ping_not_signed');
    expect(outcomeWith(pinged, { headers: { 'X-Sign': 'x' }, body: ping })).toBe('signature_malformed');
    expect(outcomeWith(pinged, { headers: { 'Y-Sign': digestOf('x') }, body: ping })).toBe('signature_mismatch');
    expect(outcomeWith(pinged, { headers: { 'X-Sign': digestOf(ping) }, body: ping })).toBe('accepted');
    expect(outcomeWith(pinged, { headers: {}, body: ` ${ping}` })).toBe('signature_missing');
    expect(outcomeWith(pinged, { headers: {} })).toBe('signature_missing');
    expect(outcomeWith(marked, { headers: {}, body: ping })).toBe('signature_missing');
  });
});
