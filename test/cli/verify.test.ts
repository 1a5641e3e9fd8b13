import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { pickProvider } from '../../sandbox/cli/detect-provider.ts';
import { parseTime, secondsOf } from '../../sandbox/cli/time.ts';
import { verifyCapture } from '../../sandbox/cli/verify-capture.ts';
import { hook } from '../helpers/cli.ts';
import { basekit, buildr, SECRET, SENT_AT, STANDARD_SECRET } from '../helpers/requests.ts';
import fixed from '../vectors/signatures.json' with { type: 'json' };

interface Vector {
  readonly scheme: string;
  readonly secret: string;
  readonly body: string;
  readonly signature: string;
  readonly id?: string | undefined;
  readonly timestamp?: number | undefined;
}

const HEADERS: Readonly<Record<string, (vector: Vector) => Record<string, string>>> = {
  'hmac-sha256-base64': ({ signature }) => ({ 'Http-X-Delivery-Hmac-Sha256': signature }),
  'hmac-sha256-hex': ({ signature }) => ({ 'builtfirst-webhook-signature-sha256': signature }),
  'standard-webhooks': ({ signature, id = '', timestamp }) => ({
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  }),
};

/** A provider with each scheme. Others may have it too, so detection could find several. */
const PROVIDERS: Readonly<Record<string, string>> = {
  'hmac-sha256-base64': 'basekit',
  'hmac-sha256-hex': 'builtfirst',
  'standard-webhooks': 'buildr',
};

const vectors: readonly Vector[] = fixed.vectors;
const cases = vectors.map((vector, index) => ({ ...vector, title: `vector ${index}, ${vector.scheme}` }));

test.each(cases)('reaches the verdict of a trigger on $title', (vector) => {
  const { scheme, secret, body: content, timestamp: now } = vector;
  const recorded = { headers: HEADERS[scheme]?.(vector), content };
  const capture = readCapture(JSON.stringify(recorded), 1);
  const at = now === undefined ? undefined : new Date(now * 1000);
  const verification = verifyCapture(
    pickProvider(capture, PROVIDERS[scheme]),
    capture,
    { text: secret, source: 'the test' },
    at,
  );
  // A trigger refuses a body that is empty, after it has verified the signature.
  const reason = content === '' ? 'body_not_json' : null;
  expect(verification).toMatchObject({ verified: reason === null, reason, timeOverridden: now !== undefined });
});

test('the command verifies a vector of each scheme', async () => {
  const firsts = Object.keys(HEADERS).flatMap((scheme) => cases.find((vector) => vector.scheme === scheme) ?? []);
  expect(firsts).toHaveLength(3);
  for (const vector of firsts) {
    const recorded = { headers: HEADERS[vector.scheme]?.(vector), content: vector.body };
    const now = vector.timestamp === undefined ? [] : ['--now', String(vector.timestamp)];
    const args = ['verify', '-p', PROVIDERS[vector.scheme] ?? '', ...now];
    const ran = await hook(args, { HOOK_SECRET: vector.secret }, JSON.stringify(recorded));
    expect(ran).toMatchObject({ code: 0, stderr: '', stdout: expect.stringContaining('✓ Verified: ') });
    expect(ran.stdout).not.toContain(vector.secret);
  }
});

test('rejects a changed body and tells the reason and the remedy', async () => {
  const recorded = { ...basekit(SECRET), content: '{}' };
  const ran = await hook(['verify', '--json'], { BASEKIT_HMAC_SECRET: SECRET }, JSON.stringify(recorded));
  expect(ran).toMatchObject({ code: 1, stderr: '' });
  expect(JSON.parse(ran.stdout)).toMatchObject({
    verified: false,
    provider: 'basekit',
    reason: 'signature_mismatch',
    message: 'The signature does not match this body and secret.',
    remedy: 'If the request is genuine, copy the signing secret from the sender into the connection again.',
    secretSource: 'BASEKIT_HMAC_SECRET',
  });
  expect(ran.stdout).not.toContain(SECRET);
});

describe('time', () => {
  const verify = (...args: string[]) =>
    hook(['verify', '-p', 'buildr', ...args], { HOOK_SECRET: STANDARD_SECRET }, JSON.stringify(buildr()));

  test('rejects an old request', async () => {
    const ran = await verify();
    expect(ran.code).toBe(1);
    expect(ran.stdout).toContain('timestamp_too_old');
  });

  test('--now overrides the current time, and the output tells so', async () => {
    const then = new Date((SENT_AT + 300) * 1000).toISOString();
    const ran = await verify('--now', then);
    expect(ran.code).toBe(0);
    expect(ran.stdout).toContain(`${then} (set with --now)`);
    expect(await verify('--now', String(SENT_AT + 301))).toMatchObject({ code: 1 });
  });

  test.each(['yesterday', '2023-11-14', '2023-11-14T22:13:20', '1700000000000', ''])('rejects %j as a time', (time) => {
    expect(() => parseTime(time)).toThrow(`“${time}” is not a time. Use ISO 8601 with a time zone, or Unix seconds.`);
  });

  test.each(['2023-11-14T22:13:20Z', '2023-11-14T23:13:20.000+01:00', '1700000000'])('accepts %j as a time', (time) => {
    expect(secondsOf(parseTime(time))).toBe(SENT_AT);
  });

  test('reports an invalid time as a usage error', async () => {
    const ran = await verify('--now', 'yesterday');
    expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('“yesterday” is not a time.') });
  });
});

test('asks for the provider if several match or none does', () => {
  const pick = (recorded: object, key?: string) => pickProvider(readCapture(JSON.stringify(recorded), 1), key).key;
  const both = { ...basekit(SECRET), querystring: `token=${SECRET}` };
  expect(pick(basekit(SECRET))).toBe('basekit');
  expect(() => pick(both)).toThrow('The request may come from basekit or firespring.');
  expect(pick(both, 'Firespring')).toBe('firespring');
  expect(() => pick({ headers: {}, body: '' })).toThrow('The request has no signature or token of a provider.');
  expect(() => pick(both, 'acme')).toThrow('There is no provider “acme”.');
});

test('explain prints the verification and the cause', async () => {
  const recorded = JSON.stringify({ ...basekit(`${SECRET}\n`) });
  const env = { HOOK_SECRET: SECRET };
  const [text, json, fine] = await Promise.all([
    hook(['explain'], env, recorded),
    hook(['explain', '--json'], env, recorded),
    hook(['explain'], env, JSON.stringify(basekit(SECRET))),
  ]);
  expect(text).toMatchObject({ code: 1, stderr: '' });
  expect(text.stdout).toContain('(signature_mismatch)');
  expect(text.stdout).toContain('(secret_space_around)');
  expect(text.stdout + json.stdout).not.toContain(SECRET);
  expect(JSON.parse(json.stdout)).toMatchObject({ explained: true, findings: [{ name: 'secret_space_around' }] });
  expect(fine).toMatchObject({ code: 0, stdout: expect.stringContaining('There is nothing to explain.') });
});
