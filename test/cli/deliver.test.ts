import { Hono } from 'hono';
import { type Listening, listen, post } from 'zapier-local';
import { integrations } from '../../integrations.ts';
import { senderKey } from '../../platform/context.ts';
import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { firstEventOf, PROVIDERS, providerOf } from '../../sandbox/cli/pick-provider.ts';
import { attacksOn, tamper } from '../../sandbox/cli/tamper.ts';
import { verifyCapture } from '../../sandbox/cli/verify-capture.ts';
import { bodyOf } from '../../sandbox/event-body.ts';
import { signRequest } from '../../sandbox/providers/sign.ts';
import { hook } from '../helpers/cli.ts';
import { SECRET, STANDARD_SECRET } from '../helpers/requests.ts';

interface Received {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly content: string;
}

let server: Listening;
let received: Received[] = [];

beforeAll(async () => {
  const app = new Hono();
  app.all('/:status', async (c) => {
    // Reading it as text would remove a byte order mark.
    const content = Buffer.from(await c.req.arrayBuffer()).toString('utf8');
    received.push({ method: c.req.method, url: c.req.url, headers: c.req.header(), content });
    return new Response(null, { status: Number(c.req.param('status')) });
  });
  server = await listen(app);
});
afterAll(() => server.close());
beforeEach(() => {
  received = [];
});

/** A secret that is base64 where the provider requires that. */
const secretOf = (provider: string): string => {
  const { scheme } = providerOf(provider).verifier;
  return scheme.kind === 'hmac' && scheme.key === 'base64' ? STANDARD_SECRET : SECRET;
};

const deliver = async (provider: string, args: readonly string[], status = 200, input = '') => {
  const env = { HOOK_SECRET: secretOf(provider) };
  const ran = await hook(['deliver', '--json', `${server.url}/${status}`, ...args], env, input);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).not.toContain(env.HOOK_SECRET);
  return { code: ran.code, ...JSON.parse(ran.stdout) };
};

/** The outcome of verifying the received request as a trigger does. */
const outcomeFor = (provider: string): string => {
  const [recorded] = received;
  if (!recorded) return 'not received';
  const capture = readCapture(JSON.stringify(recorded), 1);
  const secret = { text: secretOf(provider), source: 'the test' };
  return verifyCapture(providerOf(provider), capture, secret, undefined).reason ?? 'verified';
};

const firstEvents = integrations
  .filter(({ provider: { choice } }) => !choice)
  .map(({ provider, events }) => ({ provider: provider.key, trigger: events[0]?.key ?? '' }));
const senders = ['github', 'stripe', 'linear'].map((provider) => ({ provider, trigger: 'signed_webhook_received' }));

test.each([...firstEvents, ...senders])(
  'delivers the sample of $trigger from $provider with a valid signature',
  async ({ provider, trigger }) => {
    const result = await deliver(provider, ['--sample', trigger, '--provider', provider]);
    expect(result).toMatchObject({ code: 0, status: 200, provider, tamper: null, url: `${server.url}/200` });
    expect(outcomeFor(provider)).toBe('verified');
  },
);

const subjects = PROVIDERS.map((provider) => ({
  provider: senderKey(provider),
  event: firstEventOf(senderKey(provider)),
}));
const attacks = subjects.flatMap(({ provider, event }) =>
  attacksOn(event).map(({ attack }) => ({ provider, event, attack })),
);

test('has attacks for every provider and sender', () => {
  const counts = subjects.map(({ provider }) => attacks.filter((one) => one.provider === provider).length);
  expect(Math.min(...counts)).toBeGreaterThan(10);
});

// The catalogue's own test covers every sender.
const isSent = ({ event, attack, provider }: (typeof attacks)[number]) =>
  !attack.isHeavy && (!event.provider.sender || ['stripe', 'linear'].includes(provider));

test.each(attacks.filter(isSent))('sends $provider the attack: $attack.name', async ({ provider, event, attack }) => {
  const body = bodyOf(event);
  const unsigned = { url: `${server.url}/200`, body, secret: secretOf(provider) };
  const { request, expected } = tamper(attack.name, event, unsigned);
  expect(request).not.toEqual(signRequest(event.provider.verifier.scheme, unsigned));
  expect(await post(request)).toBe(200);
  expect(outcomeFor(provider)).toBe(expected === 'delivered' ? 'verified' : expected);
});

test('--tamper applies an attack listed by the command attacks', async () => {
  const { stdout } = await hook(['attacks', '-p', 'buildr', '--json']);
  const [found] = JSON.parse(stdout).filter(
    ({ name }: { name: string }) => name === 'Timestamp a second older than the tolerance',
  );
  expect(found).toMatchObject({ group: 'Timestamps', expected: 'timestamp_too_old' });
  const result = await deliver('buildr', ['-p', 'buildr', '-f', '-', '--tamper', found.name], 200, '{"a":1}');
  expect(result).toMatchObject({ code: 0, status: 200, tamper: found.name, expected: found.expected });
  expect(outcomeFor('buildr')).toBe('timestamp_too_old');
});

test('reports attacks that do not work', () => {
  const [basekit] = integrations[0]?.events ?? [];
  if (!basekit) throw new Error('There is no event');
  const unsigned = { url: server.url, body: 'no JSON', secret: SECRET };
  expect(() => tamper('Keys reordered', basekit, unsigned)).toThrow(
    'The attack “Keys reordered” does not work with this body. Most attacks need a body that is a JSON object.',
  );
  expect(() => tamper('No delivery ID', basekit, unsigned)).toThrow(
    'There is no attack “No delivery ID” for BaseKit. List them with: attacks --provider basekit',
  );
});

test('sends a file unchanged, and fails when the status is not 2xx', async () => {
  const body = ' {"ü":\r\n1}\n';
  const result = await deliver('basekit', ['-p', 'basekit', '-f', '-'], 410, body);
  expect(result).toMatchObject({ code: 1, status: 410, source: 'standard input' });
  expect(received).toMatchObject([{ content: body }]);
});

test('fails without a response', async () => {
  const gone = await listen(new Hono());
  await gone.close();
  const ran = await hook(['deliver', gone.url, '-s', 'basekit_site_publish'], { HOOK_SECRET: SECRET });
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ No response') });
});

test('reports usage errors and sends nothing', async () => {
  const run = (...args: string[]) => hook(['deliver', ...args], { HOOK_SECRET: SECRET });
  const outcomes = await Promise.all([
    run(server.url),
    run('example.com', '-s', 'basekit_site_publish'),
    run(server.url, '-s', 'basekit_site_publish', '-t', 'stale'),
    run(server.url, '-s', 'signed_webhook_received'),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  expect(outcomes.map(({ stderr }) => stderr)).toEqual([
    '✗ Choose what to send with either --sample or --file.\n',
    '✗ “example.com” is not a webhook URL. Use a URL that starts with https:// or http://.\n',
    '✗ There is no attack “stale” for BaseKit. List them with: attacks --provider basekit\n',
    '✗ signed_webhook_received is for several senders. Choose one with --provider: list them with the command events.\n',
  ]);
  expect(received).toEqual([]);
});
