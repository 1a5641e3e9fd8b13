import { Hono } from 'hono';
import { integrations } from '../../integrations.ts';
import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { providerOf } from '../../sandbox/cli/pick-provider.ts';
import { tamper, tamperingsFor } from '../../sandbox/cli/tamper.ts';
import { judge } from '../../sandbox/cli/verdict.ts';
import { post } from '../../sandbox/providers/emulator.ts';
import { schemeOf, signRequest } from '../../sandbox/providers/schemes.ts';
import { type Listening, listen } from '../../sandbox/server.ts';
import { payloadSample } from '../../triggers/define-event.ts';
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
    // Not as text, which would take a byte order mark away.
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

const secretOf = (provider: string): string => (provider === 'buildr' ? STANDARD_SECRET : SECRET);

const deliver = async (provider: string, args: readonly string[], status = 200, input = '') => {
  const env = { HOOK_SECRET: secretOf(provider) };
  const ran = await hook(['deliver', '--json', `${server.url}/${status}`, ...args], env, input);
  expect(ran.stderr).toBe('');
  expect(ran.stdout).not.toContain(env.HOOK_SECRET);
  return { code: ran.code, ...JSON.parse(ran.stdout) };
};

/** What the app's proof makes of what arrived. */
const reasonFor = (provider: string): string => {
  const [recorded] = received;
  if (!recorded) return 'nothing arrived';
  const capture = readCapture(JSON.stringify(recorded), 1);
  const secret = { text: secretOf(provider), source: 'the test' };
  return judge(providerOf(provider), capture, secret, undefined).reason ?? 'verified';
};

const firstEvents = integrations.map(({ provider, events }) => ({
  provider: provider.key,
  trigger: events[0]?.key ?? '',
}));

test.each(firstEvents)('the sample of $trigger arrives and is verified', async ({ provider, trigger }) => {
  const result = await deliver(provider, ['--sample', trigger]);
  expect(result).toMatchObject({ code: 0, status: 200, provider, tamper: null, url: `${server.url}/200` });
  expect(reasonFor(provider)).toBe('verified');
});

const tamperings = integrations.flatMap(({ provider, events: [event] }) =>
  event ? tamperingsFor(event).map(({ attack }) => ({ provider: provider.key, event, attack })) : [],
);

test('there are attacks on every provider', () => {
  const counts = integrations.map(({ provider }) => tamperings.filter((one) => one.provider === provider.key).length);
  expect(Math.min(...counts)).toBeGreaterThan(10);
});

// What a trigger does with a proven body is tested with triggers; here only the proof is asked.
const isOfProof = (expected: string): boolean => !expected.startsWith('body_');

test.each(tamperings.filter(({ attack }) => !attack.isHeavy))(
  '$provider tampered with: $attack.name',
  async ({ provider, event, attack }) => {
    const body = JSON.stringify(payloadSample(event));
    const unsigned = { url: `${server.url}/200`, body, secret: secretOf(provider) };
    const { request, expected } = tamper(attack.name, event, unsigned);
    expect(request).not.toEqual(signRequest(schemeOf(provider), unsigned));
    expect(await post(request)).toBe(200);
    expect(reasonFor(provider)).toBe(isOfProof(expected) && expected !== 'delivered' ? expected : 'verified');
  },
);

test('--tamper takes an attack that the command attacks lists', async () => {
  const { stdout } = await hook(['attacks', '-p', 'buildr', '--json']);
  const [found] = JSON.parse(stdout).filter(({ name }: { name: string }) => name === 'timestamp 301 s old');
  expect(found).toMatchObject({ family: 'Timestamps', expected: 'timestamp_too_old' });
  const result = await deliver('buildr', ['-p', 'buildr', '-f', '-', '--tamper', found.name], 200, '{"a":1}');
  expect(result).toMatchObject({ code: 0, status: 200, tamper: found.name, expected: found.expected });
  expect(reasonFor('buildr')).toBe('timestamp_too_old');
});

test('an attack that cannot be made says so', () => {
  const [basekit] = integrations[0]?.events ?? [];
  if (!basekit) throw new Error('There is no event');
  const unsigned = { url: server.url, body: 'no JSON', secret: SECRET };
  expect(() => tamper('keys reordered', basekit, unsigned)).toThrow('cannot be made of this body');
  expect(() => tamper('id missing', basekit, unsigned)).toThrow('There is no attack “id missing” on BaseKit.');
});

test('a file is sent byte for byte, and any other status is a failure', async () => {
  const body = ' {"ü":\r\n1}\n';
  const result = await deliver('basekit', ['-p', 'basekit', '-f', '-'], 410, body);
  expect(result).toMatchObject({ code: 1, status: 410, sent: 'the input' });
  expect(received).toMatchObject([{ content: body }]);
});

test('nobody there is a failure, in words', async () => {
  const gone = await listen(new Hono());
  await gone.close();
  const ran = await hook(['deliver', gone.url, '-s', 'basekit_site_publish'], { HOOK_SECRET: SECRET });
  expect(ran).toMatchObject({ code: 1, stdout: expect.stringContaining('✗ No answer') });
});

test('what cannot be sent is wrong usage', async () => {
  const run = (...args: string[]) => hook(['deliver', ...args], { HOOK_SECRET: SECRET });
  const outcomes = await Promise.all([
    run(server.url),
    run('example.com', '-s', 'basekit_site_publish'),
    run(server.url, '-s', 'basekit_site_publish', '-t', 'stale'),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2]);
  const said = outcomes.map(({ stderr }) => stderr).join('');
  for (const words of [
    'either --sample or --file',
    'not the address of a hook',
    'There is no attack “stale” on BaseKit.',
  ]) {
    expect(said).toContain(words);
  }
  expect(received).toEqual([]);
});
