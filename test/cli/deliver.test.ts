import { Hono } from 'hono';
import { integrations } from '../../integrations.ts';
import { tamper } from '../../sandbox/cli/tamper.ts';
import { post } from '../../sandbox/providers/emulator.ts';
import { schemeOf } from '../../sandbox/providers/schemes.ts';
import { type Listening, listen } from '../../sandbox/server.ts';
import { hook } from '../helpers/cli.ts';
import { explained, namesIn } from '../helpers/explained.ts';
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
  app.post('/:status', async (c) => {
    received.push({ method: 'POST', url: c.req.url, headers: c.req.header(), content: await c.req.text() });
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
  const explanation = explained({ provider, secret: secretOf(provider), recorded });
  return explanation.reason ?? namesIn(explanation).join();
};

const firstEvents = integrations.map(({ provider, events }) => ({
  provider: provider.key,
  trigger: events[0]?.key ?? '',
}));

test.each(firstEvents)('the sample of $trigger arrives and is verified', async ({ provider, trigger }) => {
  const result = await deliver(provider, ['--sample', trigger]);
  expect(result).toMatchObject({ code: 0, status: 200, provider, tamper: 'none', url: `${server.url}/200` });
  expect(reasonFor(provider)).toBe('verified');
});

test.each([
  ['buildr', 'none', 'verified'],
  ['buildr', 'body', 'signature_mismatch'],
  ['buildr', 'signature', 'signature_mismatch'],
  ['buildr', 'no-signature', 'signature_missing'],
  ['buildr', 'wrong-secret', 'signature_mismatch'],
  ['buildr', 'timestamp', 'signature_mismatch'],
  ['buildr', 'stale', 'timestamp_too_old'],
  ['basekit', 'signature', 'signature_mismatch'],
  ['builtfirst', 'wrong-secret', 'signature_mismatch'],
  ['freshpaint', 'no-signature', 'token_missing'],
  ['freshpaint', 'wrong-secret', 'token_mismatch'],
  ['firespring', 'signature', 'token_mismatch'],
  ['firespring', 'no-signature', 'token_missing'],
])('%s tampered with by %s: %s', async (provider, kind, reason) => {
  const unsigned = { url: `${server.url}/200`, body: '{"a":1}', secret: secretOf(provider) };
  expect(await post(tamper(kind, schemeOf(provider), unsigned))).toBe(200);
  expect(reasonFor(provider)).toBe(reason);
});

test('--tamper says what was done', async () => {
  const result = await deliver('buildr', ['-p', 'buildr', '-f', '-', '--tamper', 'stale'], 200, '{"a":1}');
  expect(result).toMatchObject({ code: 0, status: 200, tamper: 'stale' });
  expect(reasonFor('buildr')).toBe('timestamp_too_old');
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
    run(server.url, '-s', 'basekit_site_publish', '-t', 'gently'),
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual([2, 2, 2, 2]);
  const said = outcomes.map(({ stderr }) => stderr).join('');
  for (const words of [
    'either --sample or --file',
    'not the address of a hook',
    'would change nothing',
    'Allowed choices',
  ]) {
    expect(said).toContain(words);
  }
  expect(received).toEqual([]);
});
