import { identify } from '../../providers/identify.ts';
import { SENDERS } from '../../providers/signed-webhook/senders/index.ts';
import { hmac } from '../../verification/hmac.ts';
import { isRejection } from '../../verification/rejection.ts';
import { type HmacScheme, hmacScheme, type Scheme, type TimeUnit } from '../../verification/scheme.ts';
import { sharedToken } from '../../verification/shared-token.ts';
import { signedTextOf } from '../../verification/signed-text.ts';
import { STANDARD_WEBHOOKS } from '../../verification/standard-webhooks.ts';
import { verify } from '../../verification/verify.ts';
import { BODY, digestOf, evidenceWith, NOW, outcomeWith, SECRET } from '../helpers/checked.ts';
import { createFakeProviders } from '../helpers/fake-providers.ts';
import { outcomeOf } from '../helpers/outcome.ts';
import { post, standardHeaders, standardSecret } from '../helpers/sign.ts';

// Each of these rules has been broken by another implementation, or nearly so.

const bare = hmacScheme({ header: 'X-Sign' });
const signed = (body = BODY) => ({ 'X-Sign': digestOf(body) });
const FOREVER = 1e15;

/** A timestamp next to the body, without a separator. */
const touching = (signedText: string, unit: TimeUnit) =>
  hmacScheme({
    headers: [{ signature: 'X-Sign', timestamp: 'X-Time' }],
    signedText,
    timestamp: { in: 'header', unit, tolerance: FOREVER },
  });

test('The place of {body} in a template is found before anything is filled in', () => {
  const names = ['{body}', '{timestamp}', '{id}', '$&', '$`'].join('');
  const write = signedTextOf('{id}.{timestamp}.{body}.{id}');
  expect([write(names, { id: '{body}{timestamp}', timestamp: '{id}{body}' })].flat().join('')).toBe(
    `{body}{timestamp}.{id}{body}.${names}.{body}{timestamp}`,
  );
  const scheme = touching('{timestamp}.{body}', 's');
  const headers = { 'X-Sign': digestOf(`${NOW}.${names}`), 'X-Time': `${NOW}` };
  expect(outcomeWith(scheme, { headers, body: names })).toBe('accepted');
  // The signed text of another body: with its names filled in.
  const filled = { ...headers, 'X-Sign': digestOf(`${NOW}.${names.replaceAll('{timestamp}', `${NOW}`)}`) };
  expect(outcomeWith(scheme, { headers: filled, body: names })).toBe('signature_mismatch');
});

describe('Where timestamp and body stand side by side, only a complete timestamp is accepted', () => {
  const TIMES = {
    s: ['1764000000'],
    ms: ['1764000000123'],
    iso: ['2025-11-24T16:00:00Z', '2025-11-24T16:00:00.5Z', '2025-11-24T17:00:00+01:00'],
  } as const;
  const BODIES = [BODY, '1{"a":1}', '00000', '.5Z', 'Z', '0Z{}', '2025-11-24T16:00:00Z{}', '+01:00'];
  const cases = (['s', 'ms', 'iso'] as const).flatMap((unit) => TIMES[unit].map((time) => ({ unit, time })));

  test.each(cases)('$time, in $unit', ({ unit, time }) => {
    for (const body of BODIES) {
      const before = time + body;
      const after = body + time;
      const cuts = Array.from({ length: before.length + 1 }, (_, at) => at);
      const accepted = (signedText: string, text: string, split: (at: number) => [time: string, body: string]) =>
        cuts.map(split).filter(([sent, rest]) => {
          const headers = { 'X-Sign': digestOf(text), 'X-Time': sent };
          return outcomeWith(touching(signedText, unit), { headers, body: rest }) === 'accepted';
        });
      expect(accepted('{timestamp}{body}', before, (at) => [before.slice(0, at), before.slice(at)])).toEqual([
        [time, body],
      ]);
      expect(accepted('{body}{timestamp}', after, (at) => [after.slice(at), after.slice(0, at)])).toEqual([
        [time, body],
      ]);
    }
  });

  test('An ID cannot take a separator, and with it a part of the body', () => {
    const secret = standardSecret(Buffer.from('0123456789abcdef0123456789abcdef'));
    const headers = standardHeaders(secret, { id: 'a', timestamp: NOW, body: `${NOW}.{}` });
    const check = (id: string, body: string) =>
      outcomeOf(verify(hmac(STANDARD_WEBHOOKS), post(body, { ...headers, 'svix-id': id }), secret, NOW));
    expect(check('a', `${NOW}.{}`)).toBe('accepted');
    expect(check(`a.${NOW}`, '{}')).toBe('id_malformed');
  });
});

describe('An ID or time from a header that the signature does not cover proves nothing', () => {
  test('It is no evidence', () => {
    const headers = { ...signed(), 'X-Id': 'one', 'svix-id': 'one', 'X-Time': `${NOW}`, 'svix-timestamp': `${NOW}` };
    expect(evidenceWith(bare, { headers })).toEqual({});
    const token = sharedToken({ kind: 'token', in: 'header', name: 'X-Token' });
    const verified = verify(token, post(BODY, { ...headers, 'X-Token': SECRET }), SECRET, NOW);
    expect('evidence' in verified && verified.evidence).toEqual({});
  });

  const all: readonly (readonly [string, Scheme])[] = [
    ['svix and webhook', STANDARD_WEBHOOKS],
    ...Object.entries(SENDERS).map(([key, { scheme }]) => [key, scheme] as const),
  ];
  test.each(all)('%s: the signed text contains every ID and time that the scheme reads from a header', (_, scheme) => {
    if (scheme.kind === 'token') throw new Error('A token signs nothing');
    const { signedText, timestamp, headers } = scheme;
    for (const names of headers) {
      expect(names.id !== undefined).toBe(signedText.includes('{id}'));
      expect(names.timestamp !== undefined).toBe(timestamp?.in === 'header');
    }
    expect(timestamp !== undefined && timestamp.in !== 'body').toBe(signedText.includes('{timestamp}'));
  });
});

describe('A re-send with a new timestamp and signature is the same delivery', () => {
  const provider = createFakeProviders().endpoint;
  const identity = (scheme: HmacScheme, headers: Readonly<Record<string, string>>, now: number, secret = SECRET) => {
    const verifier = hmac(scheme);
    const verified = verify(verifier, post(BODY, headers), secret, now);
    if (isRejection(verified)) throw new Error(verified.reason);
    return { id: identify({ ...provider, verifier }, verified, {}).value, evidence: verified.evidence };
  };

  test('It has the same signed ID', () => {
    const secret = standardSecret(Buffer.from('0123456789abcdef0123456789abcdef'));
    const send = (timestamp: number, id = 'msg_1') =>
      identity(STANDARD_WEBHOOKS, standardHeaders(secret, { id, timestamp, body: BODY }), timestamp, secret);
    const [first, second] = [send(NOW), send(NOW + 3600)];
    expect([first.id, second.id, send(NOW, 'msg_2').id]).toEqual(['msg_1', 'msg_1', 'msg_2']);
    expect(second.evidence).toEqual({ ...first.evidence, sentAt: NOW + 3600, validUntil: NOW + 3900 });
  });

  test('Without an ID it has the same body', () => {
    const scheme = touching('{timestamp}.{body}', 's');
    const send = (time: string) => identity(scheme, { 'X-Sign': digestOf(`${time}.${BODY}`), 'X-Time': time }, NOW);
    expect(send(`${NOW}`).id).toBe(send(`${NOW + 60}`).id);
    expect(JSON.stringify(send(`${NOW}`))).not.toContain(digestOf(`${NOW}.${BODY}`));
  });
});

test('A timestamp is read in its own format or refused', () => {
  const TEXTS = { s: `${NOW}`, ms: `${NOW}000`, iso: '2025-11-24T16:00:00Z' } as const;
  const units = ['s', 'ms', 'iso'] as const;
  for (const unit of units) {
    for (const other of units) {
      const text = TEXTS[other];
      const headers = { 'X-Sign': digestOf(`${text}.${BODY}`), 'X-Time': text };
      const expected = unit === other ? 'accepted' : 'timestamp_malformed';
      expect(outcomeWith(touching('{timestamp}.{body}', unit), { headers })).toBe(expected);
    }
  }
});

test('A body that is not UTF-8 cannot be verified, and is refused with its own reason', () => {
  const bytes = Buffer.from([0x7b, 0xe9, 0x7d]);
  // What Zapier passes on.
  const body = bytes.toString('utf8');
  const headers = { 'X-Sign': digestOf(bytes.toString('latin1')) };
  expect(outcomeWith(bare, { headers, body })).toBe('body_not_utf8');
  expect(outcomeWith(bare, { headers: { 'X-Sign': digestOf('other') }, body: '{}' })).toBe('signature_mismatch');
  // The sender may have sent this character itself.
  expect(outcomeWith(bare, { headers: signed(body), body })).toBe('accepted');
  expect(outcomeWith(bare, { headers: { 'X-Sign': 'x' }, body })).toBe('signature_malformed');
});

test('Verification is never skipped because a secret is empty', () => {
  const headers = { 'X-Sign': digestOf(BODY, 'sha256', 'hex', '') };
  for (const secrets of [undefined, '', ' ', '\n', [], [''], ['', '']]) {
    for (const sent of [headers, {}, signed()]) {
      expect(outcomeOf(verify(hmac(bare), post(BODY, sent), secrets, NOW))).toBe('secret_missing');
    }
  }
  expect([hmac(bare).readKey(''), hmac(STANDARD_WEBHOOKS).readKey('whsec_')]).toEqual([undefined, undefined]);
});

test('A missing prefix is a malformed signature', () => {
  for (const separator of [undefined, ',']) {
    const scheme = hmacScheme({ header: 'X-Sign', prefix: 'sha256=', ...(separator && { separator }) });
    expect(outcomeWith(scheme, { headers: { 'X-Sign': `sha256=${digestOf(BODY)}` } })).toBe('accepted');
    expect(outcomeWith(scheme, { headers: signed() })).toBe('signature_malformed');
  }
});

test('SHA-1 is used only where the sender signs with nothing better', () => {
  const weak = Object.entries(SENDERS).filter(([, { scheme }]) => scheme.algorithm === 'sha1');
  expect(weak.map(([key]) => key)).toEqual(['intercom', 'vercel']);
  expect(bare.algorithm).toBe('sha256');
  expect(outcomeWith(bare, { headers: { 'X-Sign': digestOf(BODY, 'sha1') } })).toBe('signature_malformed');
});
