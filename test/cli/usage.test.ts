import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { senderKey } from '../../platform/context.ts';
import { readInput } from '../../sandbox/cli/input.ts';
import { EVENTS, PROVIDER_KEYS } from '../../sandbox/cli/pick-provider.ts';
import { rejectSecretArguments } from '../../sandbox/cli/secret.ts';
import { describeScheme } from '../../verification/scheme.ts';
import { hook, hookFromSource } from '../helpers/cli.ts';
import { basekit, SECRET } from '../helpers/requests.ts';

const RECORDED = JSON.stringify(basekit(SECRET));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hook-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every command has help that lists its exit codes', async () => {
  const commands = [
    [],
    ['events'],
    ['sign'],
    ['verify'],
    ['explain'],
    ['deliver'],
    ['attacks'],
    ['logs'],
    ['new-event'],
    ['new-provider'],
  ];
  const helps = await Promise.all(commands.map((command) => hook([...command, '--help'])));
  for (const [index, { code, stdout, stderr }] of helps.entries()) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: npm run hook -- ${commands[index]?.[0] ?? '[options]'}`);
    expect(stdout).toContain('\nExit code: 0 ');
  }
});

test('the sources run without a build', async () => {
  expect(await hookFromSource(['events', '--json'])).toEqual(await hook(['events', '--json']));
});

test.each(['sign', 'attacks'])('the help of %s marks --provider as required', async (command) => {
  const { stdout } = await hook([command, '--help']);
  const options = stdout.replace(/\s+/g, ' ');
  expect(options).toContain(`--provider <key> ${PROVIDER_KEYS} (required)`);
});

test('events lists every provider, sender and trigger with its type and scheme', async () => {
  const [text, json] = await Promise.all([hook(['events']), hook(['events', '--json'])]);
  const rows = text.stdout.split('\n').map((line) => line.trim().split(/ +/).slice(0, 2));
  const listed = EVENTS.map(({ key, type, provider }) => ({
    trigger: key,
    type,
    provider: senderKey(provider),
    scheme: describeScheme(provider.verifier.scheme),
  }));
  expect(listed.map(({ provider }) => provider)).toEqual(expect.arrayContaining(['basekit', 'github', 'stripe']));
  expect(JSON.parse(json.stdout)).toMatchObject(listed);
  for (const { key, type, provider } of EVENTS) {
    expect(rows).toContainEqual([key, type]);
    expect(text.stdout).toContain(`${provider.label} (${provider.key})`);
    expect(text.stdout).toContain(describeScheme(provider.verifier.scheme));
    if (provider.sender) expect(rows.map(([first]) => first)).toContain(provider.sender.key);
  }
});

test.each([
  ['--secret', 'sesame-sesame'],
  ['--secret=sesame-sesame'],
  ['--hook-secret=sesame-sesame'],
  ['--token', 'sesame-sesame'],
  ['--basekit_hmac_secret=sesame-sesame'],
  ['HOOK_SECRET=sesame-sesame'],
  ['whsec_sesame-sesame'],
])('rejects a secret as an argument: %s', (...args) => {
  expect(() => rejectSecretArguments(['verify', ...args])).toThrow('Do not pass a secret as an argument');
  expect(() => rejectSecretArguments(['verify', ...args])).not.toThrow('sesame');
});

test('accepts files, providers and triggers as arguments', () => {
  rejectSecretArguments([
    'verify',
    '--secret-file=secret.txt',
    '--secret-file',
    'secret.txt',
    'secret.json',
    '-p',
    'basekit',
  ]);
});

test('the command rejects a secret as an argument without repeating it', async () => {
  const ran = await hook(['verify', '--secret', 'sesame-sesame'], { HOOK_SECRET: SECRET }, RECORDED);
  expect(ran).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('Do not pass a secret as an argument'),
  });
  expect(ran.stderr).not.toContain('sesame');
});

test('reads the secret from a file, HOOK_SECRET or the provider’s variable, in this order', async () => {
  const file = join(folder, 'secret.txt');
  await writeFile(file, `${SECRET}\n`);
  const verify = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    hook(['verify', '--json', ...args], env, RECORDED);
  const [fromFile, fromShared, fromProvider] = await Promise.all([
    verify(['--secret-file', file], { HOOK_SECRET: 'another', BASEKIT_HMAC_SECRET: 'another' }),
    verify([], { HOOK_SECRET: SECRET, BASEKIT_HMAC_SECRET: 'another' }),
    verify([], { BASEKIT_HMAC_SECRET: SECRET, BUILDR_WEBHOOK_SECRET: 'another' }),
  ]);
  expect([fromFile, fromShared, fromProvider].map(({ code }) => code)).toEqual([0, 0, 0]);
  const sources = [fromFile, fromShared, fromProvider].map(({ stdout }) => JSON.parse(stdout).secretSource);
  expect(sources).toEqual(['the file', 'HOOK_SECRET', 'BASEKIT_HMAC_SECRET']);
});

test('tells which file cannot be read and why', async () => {
  const binary = join(folder, 'latin1.txt');
  await writeFile(binary, Buffer.from([0x66, 0xfc, 0x72]));
  await expect(readInput(join(folder, 'missing'))).rejects.toThrow('missing: The file does not exist.');
  await expect(readInput(folder)).rejects.toThrow('This is a folder.');
  await expect(readInput(binary)).rejects.toThrow('latin1.txt is not UTF-8 text.');
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
  ['Usage:', [], {}, ''],
  ['There is no secret. Set HOOK_SECRET or BASEKIT_HMAC_SECRET, or use --secret-file.', ['verify'], {}, RECORDED],
  ['The secret from HOOK_SECRET is empty.', ['verify'], { HOOK_SECRET: ' ' }, RECORDED],
  ["required option '-p, --provider <key>'", ['sign'], { HOOK_SECRET: SECRET }, '{}'],
  ['“0” is not an entry number. Entries start at 1.', ['verify', '--entry', '0'], { HOOK_SECRET: SECRET }, RECORDED],
])('reports a usage error: %s', async (message, args, env, input) => {
  expect(await hook(args, env, input)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(message) });
});

test('prints usage errors as JSON with --json', async () => {
  const { code, stdout, stderr } = await hook(['verify', '--json'], {}, 'not a request');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({ error: expect.stringContaining('This is not a recorded request.') });
});
