import { senderKey } from '../../platform/context.ts';
import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { pickProvider } from '../../sandbox/cli/detect-provider.ts';
import { PROVIDERS } from '../../sandbox/cli/pick-provider.ts';
import fixtures from '../fixtures/sender-vectors.json' with { type: 'json' };
import { hook, openssl } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
import { BODY, SECRET, SENT_AT } from '../helpers/requests.ts';

interface Vector {
  readonly sender: string;
  readonly secret: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly at?: number | undefined;
}

const request = (sender: string, headers: Vector['headers'], body = BODY): Vector => ({
  sender,
  secret: SECRET,
  body,
  headers,
  at: SENT_AT,
});
const hex = (signed: string, hash?: 'sha1' | 'sha512') => openssl(SECRET, signed, hash).toString('hex');

const published: readonly Vector[] = [...fixtures.accept, ...fixtures.openssl];
const vectors = [
  // The app uses no secret of less than eight characters, and no placeholder.
  ...published.filter(
    ({ sender, secret }) => secret.length >= 8 && sender !== 'customer_io' && secret !== 'SuperSecret123',
  ),
  request('customer_io', { 'X-CIO-Timestamp': `${SENT_AT}`, 'X-CIO-Signature': hex(`v0:${SENT_AT}:${BODY}`) }),
  request('mux', { 'Mux-Signature': `t=${SENT_AT},v1=${hex(`${SENT_AT}.${BODY}`)}` }),
  request('razorpay', { 'X-Razorpay-Signature': hex(BODY) }),
].map((vector, index) => ({ ...vector, title: `${vector.sender}, vector ${index}` }));

const check = ({ sender, secret, body, headers, at = 0 }: Vector, changes: Partial<Vector> = {}, later = 0) =>
  explained({
    provider: sender,
    secret: changes.secret ?? secret,
    recorded: { headers: { ...headers, ...changes.headers }, content: changes.body ?? body },
    now: at + later,
  });

const vectorOf = (sender: string): Vector => {
  const found = vectors.find((one) => one.sender === sender);
  if (!found) throw new Error(`There is no vector of ${sender}`);
  return found;
};

test('there is a vector of every sender', () => {
  const senders = PROVIDERS.filter(({ sender }) => sender).map(senderKey);
  expect([...new Set(vectors.map(({ sender }) => sender))].sort()).toEqual(senders.sort());
});

describe.each(vectors)('$title', (vector) => {
  test('is verified', () => {
    expect(namesIn(check(vector))).toEqual(['verified']);
  });

  test('is recognized by explain when a line break was added to the body', () => {
    const found = check(vector, { body: `${vector.body}\n` });
    expect(namesIn(found)).toEqual(['body_newline_added']);
    expect(JSON.stringify(found)).not.toContain(vector.secret);
  });

  test('is not explained with another secret', () => {
    const secret = vector.secret.startsWith('whsec_')
      ? `whsec_${Buffer.from('another secret of 24 bytes!').toString('base64')}`
      : 'another secret 1';
    expect(namesIn(check(vector, { secret }))).toEqual(['unexplained']);
  });
});

describe('the properties of a scheme lead to its mistakes', () => {
  const stripe = request('stripe', { 'Stripe-Signature': `t=${SENT_AT},v1=${hex(`${SENT_AT}.${BODY}`)}` });

  test.each<[string, Vector]>([
    ['header_prefix', request('github', { 'X-Hub-Signature-256': hex(BODY) })],
    ['header_name', request('github', { 'X-Signature-256': `sha256=${hex(BODY)}` })],
    ['hash_sha256', request('intercom', { 'X-Hub-Signature': `sha1=${hex(BODY)}` })],
    [
      'hash_sha512',
      request('stripe', {
        'Stripe-Signature': `t=${SENT_AT},v1=${openssl(SECRET, `${SENT_AT}.${BODY}`, 'sha512').toString('hex')}`,
      }),
    ],
    ['encoding_upper_case', request('github', { 'X-Hub-Signature-256': `sha256=${hex(BODY).toUpperCase()}` })],
    [
      'encoding_base64',
      request('stripe', {
        'Stripe-Signature': `t=${SENT_AT},v1=${openssl(SECRET, `${SENT_AT}.${BODY}`).toString('base64')}`,
      }),
    ],
    ['encoding_hex', request('docusign', { 'X-DocuSign-Signature-2': hex(BODY) })],
    ['header_prefix', request('paddle', { 'Paddle-Signature': `ts=${SENT_AT};v1=${hex(`${SENT_AT}:${BODY}`)}` })],
    [
      'header_sent_twice',
      request('paddle', { 'Paddle-Signature': `ts=${SENT_AT};h1=${hex('')},h1=${hex(`${SENT_AT}:${BODY}`)}` }),
    ],
    ['signed_body_only', request('stripe', { 'Stripe-Signature': `t=${SENT_AT},v1=${hex(BODY)}` })],
    [
      'secret_prefix_missing',
      {
        ...stripe,
        headers: {
          'Stripe-Signature': `t=${SENT_AT},v1=${openssl(`whsec_${SECRET}`, `${SENT_AT}.${BODY}`).toString('hex')}`,
        },
      },
    ],
  ])('finds %s in a request of $sender', (name, vector) => {
    expect(namesIn(check(vector))).toEqual([name]);
  });

  test('tells how long a sender’s signature is valid', () => {
    const old = check(stripe, {}, 301);
    expect(namesIn(old)).toEqual(['timestamp_stale']);
    expect(old.findings[0]?.message).toBe('The signature matches, but the request is more than 5 minutes old.');
    const body = JSON.stringify({ webhookTimestamp: SENT_AT * 1000 });
    const linear = request('linear', { 'Linear-Signature': hex(body) }, body);
    expect(namesIn(check(linear))).toEqual(['verified']);
    expect(check(linear, {}, 61).findings[0]?.message).toContain('more than 1 minute old');
    const inSeconds = JSON.stringify({ webhookTimestamp: SENT_AT });
    const found = check(request('linear', { 'Linear-Signature': hex(inSeconds) }, inSeconds));
    expect(found.findings).toMatchObject([
      { name: 'timestamp_in_seconds', remedy: 'Make the sender write Unix milliseconds.' },
    ]);
  });

  test('tells in which format a changed timestamp was signed', () => {
    const vector = vectorOf('zendesk');
    const name = 'X-Zendesk-Webhook-Signature-Timestamp';
    const seconds = String(Math.floor(Date.parse(vector.headers[name] ?? '') / 1000));
    const found = check(vector, { headers: { [name]: seconds } });
    expect(namesIn(found)).toEqual(['timestamp_unit']);
    expect(found.findings[0]?.message).toContain('It was signed in ISO 8601.');
  });

  test('finds the order of an older copy of Zendesk’s documentation', () => {
    const [older] = fixtures.refuse.filter(({ why }) => why.includes('body before the timestamp'));
    if (!older) throw new Error('There is no such vector');
    expect(namesIn(check(older))).toEqual(['signed_body_first']);
  });

  test('finds no mistake in a sender’s ping, and tells that a sender does not sign', () => {
    const ping = check(request('woocommerce', {}, 'webhook_id=12'));
    expect(ping).toMatchObject({ reason: 'ping_not_signed', explained: true, findings: [] });
    const unsigned = check(request('cal_com', { 'X-Cal-Signature-256': 'no-secret-provided' }));
    expect(namesIn(unsigned)).toEqual(['signature_not_sent']);
    expect(unsigned.findings[0]?.message).toContain('The signature says “no-secret-provided”.');
  });
});

describe('a request of another sender', () => {
  const hub = request('bitbucket', { 'X-Hub-Signature': `sha256=${hex(BODY)}` });

  test('is found if the secret is that sender’s', () => {
    const found = check({ ...hub, sender: 'github' });
    expect(namesIn(found)).toEqual(['wrong_provider']);
    expect(found.findings[0]?.message).toContain('It is bitbucket or jira.');
  });

  test('is recognized by its format with another secret', () => {
    const found = check({ ...vectorOf('stripe'), sender: 'github' }, { secret: SECRET });
    expect(found.reason).toBe('signature_missing');
    expect(namesIn(found)).toEqual(['signature_of_other']);
    expect(found.findings[0]?.message).toContain('It looks like a request from stripe.');
  });
});

describe('a secret of a sender', () => {
  const [secret, signed] = ['It’s a Secret to Everybody', openssl('It’s a Secret to Everybody', BODY).toString('hex')];
  const recorded = { headers: { 'X-Hub-Signature-256': `sha256=${signed}` }, content: BODY };
  const args = ['verify', '--json', '-p', 'github'];

  test('is one value with its white space, and the previous one is also accepted', async () => {
    const input = JSON.stringify(recorded);
    const [current, previous, wrong] = await Promise.all([
      hook(args, { SIGNED_WEBHOOK_SECRET: secret }, input),
      hook(args, { SIGNED_WEBHOOK_SECRET: SECRET, SIGNED_WEBHOOK_PREVIOUS_SECRET: secret }, input),
      hook(args, { SIGNED_WEBHOOK_SECRET: SECRET }, input),
    ]);
    expect([current.code, previous.code, wrong.code]).toEqual([0, 0, 1]);
    expect(JSON.parse(current.stdout)).toMatchObject({ provider: 'github', secretSource: 'SIGNED_WEBHOOK_SECRET' });
  });

  test('has findings for its own mistakes', () => {
    const vector = { ...request('github', recorded.headers), secret };
    expect(namesIn(check(vector, { secret: `"${secret}"` }))).toEqual(['secret_in_quotes']);
    const short = request('github', { 'X-Hub-Signature-256': `sha256=${openssl('12 45', BODY).toString('hex')}` });
    expect(namesIn(check(short, { secret: '12 45' }))).toEqual(['secret_too_short']);
  });
});

describe('detection', () => {
  const pick = (headers: object) =>
    senderKey(pickProvider(readCapture(JSON.stringify({ headers, body: '{}' }), 1), undefined));

  test.each(['github', 'stripe', 'paddle', 'zendesk', 'docusign', 'gocardless', 'linear'])('finds %s', (sender) => {
    expect(pick(vectorOf(sender).headers)).toBe(sender);
  });

  test('asks for the sender where several sign in the same way', () => {
    const value = hex(BODY);
    expect(() => pick({ 'X-Hub-Signature': `sha256=${value}` })).toThrow(
      'The request may come from bitbucket or jira.',
    );
    expect(() => pick({ 'X-Hub-Signature': value })).toThrow('bitbucket or intercom or jira.');
    expect(pick({ 'X-Hub-Signature': `sha1=${hex(BODY, 'sha1')}` })).toBe('intercom');
  });
});

describe('the sender custom', () => {
  const inputs = [
    'header=X-Acme-Signature',
    'algorithm=sha512',
    'prefix=v1=',
    'signed_text={timestamp}.{body}',
    'timestamp_header=X-Acme-Time',
  ];
  const options = ['-p', 'custom', ...inputs.flatMap((input) => ['--input', input])];
  const env = { SIGNED_WEBHOOK_SECRET: SECRET };

  test('is described with --input', async () => {
    const signed = await hook(
      ['sign', ...options, '--at', String(SENT_AT), '--curl', 'https://example.com'],
      env,
      BODY,
    );
    expect(signed).toMatchObject({ code: 0, stderr: '' });
    expect(signed.stdout).toContain(`X-Acme-Signature: v1=${hex(`${SENT_AT}.${BODY}`, 'sha512')}`);
    const verified = await hook(['verify', ...options, '--now', String(SENT_AT)], env, signed.stdout);
    expect(verified).toMatchObject({ code: 0, stderr: '' });
  });

  test.each<[string, readonly string[]]>([
    ['“Signature Header” is empty.', ['-p', 'custom']],
    ['“colour=red” is not an input. Use one of header=…, algorithm=…', [...options, '-i', 'colour=red']],
    ['--input is only for --provider custom.', ['-p', 'github', '-i', 'header=X-Signature']],
  ])('reports a usage error: %s', async (message, args) => {
    expect(await hook(['sign', ...args], env, BODY)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(message),
    });
  });
});
