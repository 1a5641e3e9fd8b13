import { openSigned, outcomeOf } from './bench.ts';
import { BODY, custom } from './describe.ts';
import { SENDERS } from './senders.ts';
import { type Headers, mac, SECRET, signed } from './signing.ts';

const bench = openSigned();
const outcomeWith = async (inputs: string | Readonly<Record<string, unknown>>, body: string, headers: Headers) =>
  outcomeOf(await bench.deliver(await bench.zapOf(inputs), { body, headers }));

test.each(SENDERS)('What is not UTF-8 is refused with its own reason: $key', async ({ key, sign }) => {
  const zap = await bench.zapOf(key);
  // The sender signs the byte E9; Zapier hands over U+FFFD.
  const headers = sign('caf\u00e9', Date.now());
  const { error } = await bench.deliver(zap, { body: 'caf\ufffd', headers });
  expect(error?.name).toBe('HaltedError');
  expect(error?.message).toContain('(body_not_utf8)');
});

test.each(SENDERS)('Verification is never skipped because a secret is empty: $key', async (sender) => {
  const connection = { ...(await bench.connect()), authData: { signed_webhook_secret: '' } };
  const zap = await bench.zapOf(sender.key, connection);
  for (const request of [signed(sender), { body: sender.body, headers: {} }]) {
    expect(outcomeOf(await bench.deliver(zap, request))).toBe('AppError secret_missing');
  }
});

const prefixed = SENDERS.filter(({ sign }) =>
  Object.values(sign('', 0)).some((value) => /=[0-9a-f]{8}|=.{43}=$/.test(value)),
);

test.each(prefixed)('A missing prefix is a malformed signature: $key', async (sender) => {
  const { body, headers } = signed(sender);
  const bare = Object.entries(headers).map(([name, value]) => [name, value.replace(/(sha1|sha256|v1|h1)=/g, '')]);
  expect(await outcomeWith(sender.key, body, Object.fromEntries(bare))).toBe('HaltedError signature_malformed');
});

test.each(SENDERS)('SHA-1 is accepted only where the sender signs with nothing better: $key', async (sender) => {
  const { body, headers } = signed(sender);
  const weaker = Object.entries(headers).map(([name, value]) => {
    const digests = /[0-9a-f]{128}|[0-9a-f]{64}|[A-Za-z0-9+/]{43}=/g;
    return [name, value.replace(digests, (digest) => mac(body, 'sha1', digest.endsWith('=') ? 'base64' : 'hex'))];
  });
  const isSha1 = sender.key === 'intercom' || sender.key === 'vercel';
  const outcome = await outcomeWith(sender.key, body, Object.fromEntries(weaker));
  expect(outcome).toBe(isSha1 ? 'delivered' : 'HaltedError signature_malformed');
});

describe('Requests that say that they are not signed', () => {
  test('WooCommerce’s ping is dropped without an error', async () => {
    bench.printed.length = 0;
    const run = await bench.deliver(await bench.zapOf('woocommerce'), { body: 'webhook_id=12', headers: {} });
    expect([run.error, run.output]).toEqual([undefined, []]);
    expect(bench.printed).toEqual(['signed_webhook_received: refused (ping_not_signed)']);
  });

  test.each([
    'webhook_id=12&order=1',
    'webhook_id=',
    'webhook_id=12\n',
    ' webhook_id=12',
    'webhook_id=1a',
    '{"webhook_id":12}',
  ])('Nothing else without a signature is taken for WooCommerce’s ping: %j', async (body) => {
    expect(await outcomeWith('woocommerce', body, {})).toBe('HaltedError signature_missing');
  });

  test('No other sender has a ping that is not signed', async () => {
    for (const { key } of SENDERS.filter((sender) => sender.key !== 'woocommerce')) {
      expect(await outcomeWith(key, 'webhook_id=12', {})).toBe('HaltedError signature_missing');
    }
  });

  test('A ping with a wrong signature is refused', async () => {
    const headers = { 'X-WC-Webhook-Signature': mac('other', 'sha256', 'base64') };
    expect(await outcomeWith('woocommerce', 'webhook_id=12', headers)).toBe('HaltedError signature_mismatch');
  });

  test('Cal.com’s “no-secret-provided” is a missing signature', async () => {
    expect(await outcomeWith('cal_com', BODY, { 'X-Cal-Signature-256': 'no-secret-provided' })).toBe(
      'HaltedError signature_missing',
    );
    const custom256 = custom({ header: 'X-Cal-Signature-256' });
    expect(await outcomeWith(custom256, BODY, { 'X-Cal-Signature-256': 'no-secret-provided' })).toBe(
      'HaltedError signature_malformed',
    );
  });
});

test('No secret, signature or body is in an error or a log', async () => {
  bench.printed.length = 0;
  for (const sender of SENDERS) {
    const { body, headers } = signed(sender);
    const { error } = await bench.deliver(await bench.zapOf(sender.key), { body: `${body}x`, headers });
    const text = [error?.message, error?.stack, ...bench.printed].join('\n');
    const signatures = Object.values(sender.sign(body, 0)).flatMap((value) => /[0-9a-f]{40,}/.exec(value) ?? []);
    for (const secret of [SECRET, body, ...signatures]) expect(text).not.toContain(secret);
  }
});
