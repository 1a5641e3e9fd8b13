import { execFileSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { senderKey } from '../../platform/context.ts';
import { readCapture } from '../../sandbox/cli/capture/index.ts';
import { PROVIDERS, providerOf } from '../../sandbox/cli/pick-provider.ts';
import { verifyCapture } from '../../sandbox/cli/verify-capture.ts';
import { hook, openssl } from '../helpers/cli.ts';
import { SECRET, STANDARD_KEY, STANDARD_SECRET } from '../helpers/requests.ts';

const BODY = '{"note": "it\'s \\"$5\\" `x` \\\\ !",\n "name": "Bücher 😀"}\n';
let folder = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hook-'));
  file = join(folder, 'body.json');
  await writeFile(file, BODY);
});
afterAll(() => rm(folder, { recursive: true }));

const sign = async (args: readonly string[], secret = SECRET, input = '') => {
  const ran = await hook(['sign', '--json', ...args], { HOOK_SECRET: secret }, input);
  expect(ran.code).toBe(0);
  expect(ran.stdout).not.toContain(secret);
  return JSON.parse(ran.stdout);
};

test('signs a file or standard input unchanged, as OpenSSL does', async () => {
  const digest = openssl(SECRET, BODY);
  const [basekit, builtfirst, empty] = await Promise.all([
    sign(['-p', 'basekit', file]),
    sign(['-p', 'builtfirst'], SECRET, BODY),
    sign(['-p', 'builtfirst', '-']),
  ]);
  expect(basekit.headers).toEqual({
    'Content-Type': 'application/json',
    'X-Delivery-Hmac-SHA256': digest.toString('base64'),
  });
  expect(builtfirst.headers).toMatchObject({ 'Builtfirst-Webhook-Signature-SHA256': digest.toString('hex') });
  expect(empty.headers).toMatchObject({ 'Builtfirst-Webhook-Signature-SHA256': openssl(SECRET, '').toString('hex') });
});

test('signs an ID and a timestamp with the first of several secrets', async () => {
  const secret = `${STANDARD_SECRET} whsec_${Buffer.alloc(24, 7).toString('base64')}`;
  const { headers } = await sign(['-p', 'buildr', '--id', 'msg_7', '--at', '2023-11-14T22:13:20Z', file], secret);
  const signature = openssl(STANDARD_KEY, `msg_7.1700000000.${BODY}`).toString('base64');
  expect(headers).toMatchObject({
    'svix-id': 'msg_7',
    'svix-timestamp': '1700000000',
    'svix-signature': `v1,${signature}`,
  });
});

test('prints a variable instead of a token, which is the secret itself', async () => {
  const [inHeader, inUrl] = await Promise.all([sign(['-p', 'freshpaint', file]), sign(['-p', 'firespring', file])]);
  expect(inHeader.headers).toMatchObject({ 'X-Webhook-Token': '$FRESHPAINT_WEBHOOK_TOKEN' });
  expect(inUrl.querystring).toBe('token=$FIRESPRING_URL_TOKEN');
});

test('rejects a secret in another format than the provider’s', async () => {
  const ran = await hook(['sign', '-p', 'buildr', file], { BUILDR_WEBHOOK_SECRET: 'not-base64!' });
  expect(ran).toEqual({
    code: 2,
    stdout: '',
    stderr:
      '✗ The secret from BUILDR_WEBHOOK_SECRET does not work with Buildr. The signing secret does not have the sender’s format. It may be cut off or changed. Copy the complete secret again.\n',
  });
});

// A shell parses the printed command, with a function as curl.
const argumentsIn = (command: string, env: Readonly<Record<string, string>>): string[] =>
  execFileSync('sh', ['-c', `curl() { printf '%s\\0' "$@"; }\n${command}`], { encoding: 'utf8', env })
    .split('\0')
    .slice(0, -1);

// One sender whose signature covers the time, and one that writes it into the body.
const providers = PROVIDERS.map((provider) => ({ ...provider, key: senderKey(provider) })).filter(
  ({ key, sender }) => !sender || ['stripe', 'linear'].includes(key),
);

test.each(providers)(
  'prints a curl command for $key that works in a shell and is verified',
  async ({ key, verifier, secret: { field } }) => {
    const { scheme } = verifier;
    const secret = scheme.kind === 'hmac' && scheme.key === 'base64' ? STANDARD_SECRET : SECRET;
    const env = { [field.toUpperCase()]: secret };
    const url = 'https://example.com/it%27s?a=1&b=$2';
    const { stdout } = await hook(['sign', '-p', key, '--curl', url, file], env);
    expect(stdout).not.toContain(secret);

    const args = argumentsIn(stdout, env);
    if (key !== 'linear') expect(args).toContain(BODY);
    expect(args[0]).toMatch(/^https:\/\/example\.com\/it%27s\?a=1&b=/);
    expect(args.join(' ').includes(secret)).toBe(verifier.scheme.kind === 'token');

    // Reading the command expands the variable, as a shell does.
    Object.assign(process.env, env);
    const capture = readCapture(stdout, 1);
    for (const name of Object.keys(env)) delete process.env[name];
    expect(verifyCapture(providerOf(key), capture, { text: secret, source: 'the test' }, undefined).reason).toBeNull();
  },
);
