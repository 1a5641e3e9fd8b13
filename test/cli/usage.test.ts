import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrations } from '../../integrations.ts';
import { readInput } from '../../sandbox/cli/input.ts';
import { refuseSpilledSecret } from '../../sandbox/cli/secret.ts';
import { hook } from '../helpers/cli.ts';
import { basekit, SECRET } from '../helpers/requests.ts';

const RECORDED = JSON.stringify(basekit(SECRET));
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hook-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('every command has help with its exit codes', async () => {
  const commands = [[], ['events'], ['sign'], ['verify'], ['explain'], ['deliver'], ['attacks']];
  const helps = await Promise.all(commands.map((command) => hook([...command, '--help'])));
  for (const [index, { code, stdout, stderr }] of helps.entries()) {
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`Usage: npm run hook -- ${commands[index]?.[0] ?? '[options]'}`);
    expect(stdout).toContain('Exit code: 0');
  }
});

test.each(['sign', 'attacks'])('the help of %s says which option it cannot do without', async (command) => {
  const { stdout } = await hook([command, '--help']);
  expect(stdout.replace(/\s+/g, ' ')).toMatch(/--provider <key> [^-]*\(required\)/);
});

test('events lists every provider and trigger with its type and proof', async () => {
  const [text, json] = await Promise.all([hook(['events']), hook(['events', '--json'])]);
  const all = integrations.flatMap(({ events }) => events);
  const listed = all.map(({ key, type, provider }) => ({
    trigger: key,
    type,
    provider: provider.key,
    proof: provider.verifier.name,
  }));
  expect(JSON.parse(json.stdout)).toMatchObject(listed);
  for (const { key, type, provider } of all) {
    expect(text.stdout).toMatch(new RegExp(`^  ${key} +${type.replace('*', '\\*')} `, 'm'));
    expect(text.stdout).toContain(`${provider.label} (${provider.key})`);
    expect(text.stdout).toContain(provider.verifier.name);
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
])('a secret is no argument: %s', (...args) => {
  expect(() => refuseSpilledSecret(['verify', ...args])).toThrow('it would stay in your shell’s history');
  expect(() => refuseSpilledSecret(['verify', ...args])).not.toThrow('sesame');
});

test('files, providers and triggers are no secrets', () => {
  refuseSpilledSecret([
    'verify',
    '--secret-file=secret.txt',
    '--secret-file',
    'secret.txt',
    'secret.json',
    '-p',
    'basekit',
  ]);
});

test('a secret among the arguments is refused by the command', async () => {
  const ran = await hook(['verify', '--secret', 'sesame-sesame'], { HOOK_SECRET: SECRET }, RECORDED);
  expect(ran).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('A secret cannot be an argument') });
  expect(ran.stderr).not.toContain('sesame');
});

test('the secret comes from a file, from HOOK_SECRET or from the provider’s own variable, in this order', async () => {
  const file = join(folder, 'secret.txt');
  await writeFile(file, `${SECRET}\n`);
  const verify = (args: readonly string[], env: Readonly<Record<string, string>>) =>
    hook(['verify', '--json', ...args], env, RECORDED);
  const [fromFile, fromAny, fromOwn] = await Promise.all([
    verify(['--secret-file', file], { HOOK_SECRET: 'another', BASEKIT_HMAC_SECRET: 'another' }),
    verify([], { HOOK_SECRET: SECRET, BASEKIT_HMAC_SECRET: 'another' }),
    verify([], { BASEKIT_HMAC_SECRET: SECRET, BUILDR_WEBHOOK_SECRET: 'another' }),
  ]);
  expect([fromFile, fromAny, fromOwn].map(({ code }) => code)).toEqual([0, 0, 0]);
  const sources = [fromFile, fromAny, fromOwn].map(({ stdout }) => JSON.parse(stdout).secretFrom);
  expect(sources).toEqual(['the file', 'HOOK_SECRET', 'BASEKIT_HMAC_SECRET']);
});

test('a file that cannot be read is named, and why', async () => {
  const binary = join(folder, 'latin1.txt');
  await writeFile(binary, Buffer.from([0x66, 0xfc, 0x72]));
  await expect(readInput(join(folder, 'missing'))).rejects.toThrow('missing: There is no such file.');
  await expect(readInput(folder)).rejects.toThrow('It is a folder.');
  await expect(readInput(binary)).rejects.toThrow('is not UTF-8 text');
});

test.each<[string, readonly string[], Readonly<Record<string, string>>, string]>([
  ['Usage:', [], {}, ''],
  ['There is no secret. Set HOOK_SECRET or BASEKIT_HMAC_SECRET', ['verify'], {}, RECORDED],
  ['The secret from HOOK_SECRET is empty.', ['verify'], { HOOK_SECRET: ' ' }, RECORDED],
  ["required option '-p, --provider <key>'", ['sign'], { HOOK_SECRET: SECRET }, '{}'],
  ['“0” is not the number of an entry.', ['verify', '--entry', '0'], { HOOK_SECRET: SECRET }, RECORDED],
])('wrong usage: %s', async (words, args, env, input) => {
  expect(await hook(args, env, input)).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining(words) });
});

test('with --json, wrong usage is JSON too', async () => {
  const { code, stdout, stderr } = await hook(['verify', '--json'], {}, 'nothing of the kind');
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(JSON.parse(stderr)).toEqual({ error: expect.stringContaining('not a recorded request') });
});
