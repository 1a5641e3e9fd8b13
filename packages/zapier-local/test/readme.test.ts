import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { listen } from '../src/index.ts';
import { fixture, writeApp } from './helpers/apps.ts';
import { collectOutput, runCli } from './helpers/cli.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));

let readme: string;
let folder: string;
let stub: ChildProcess;
let port: string;

/** The content of the code blocks in a language, as they stand in the README, except for the port of the stub. */
const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^( *)\`\`\`${language}\n([\\s\\S]*?)^ *\`\`\`$`, 'gm'))].map(
    ([, indent = '', text = '']) => text.replaceAll(new RegExp(`^${indent}`, 'gm'), '').replaceAll('3000', port),
  );

const block = (language: string, index = 0): string => {
  const text = blocks(language)[index];
  if (text === undefined) throw new Error(`The README has no block ${index} in ${language}.`);
  return text;
};

/** The arguments of a command: none of them has spaces. */
const argumentsOf = (command: string): string[] =>
  command
    .replace(/^.*npx zapier-local /, '')
    .trim()
    .split(' ');

const URL_IN_OUTPUT = /http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]+/;

const freePort = async (): Promise<string> => {
  const server = await listen({ fetch: () => new Response() });
  await server.close();
  return new URL(server.url).port;
};

beforeAll(async () => {
  readme = await readFile(join(PACKAGE, 'README.md'), 'utf8');
  port = await freePort();
  folder = await writeApp({});
  await cp(fixture('orders'), folder, { recursive: true });
  await symlink(PACKAGE, join(folder, 'node_modules/zapier-local'));
  const files = { 'stub.mjs': block('js'), 'auth.json': block('json'), 'order.json': block('json', 1) };
  for (const [name, text] of Object.entries({ ...files, 'request.http': block('http') }))
    await writeFile(join(folder, name), text);
  stub = spawn(process.execPath, ['stub.mjs'], { cwd: folder, stdio: 'ignore' });
  const isListening = () => fetch(`http://localhost:${port}/me`).then(Boolean, () => false);
  while (!(await isListening())) await sleep(20);
});
afterAll(async () => {
  stub.kill();
  await once(stub, 'close');
  await rm(folder, { recursive: true, force: true });
});

test.each([0, 1, 2])(
  'command %d prints the documented output',
  async (index) => {
    const [command = '', ...expected] = block('console', index).split('\n');
    const { code, stdout, stderr } = await runCli(argumentsOf(command), folder);
    const hideUrl = (text: string) => text.replace(URL_IN_OUTPUT, 'URL');
    expect(hideUrl(stdout)).toBe(hideUrl(expected.join('\n')));
    expect([code, stderr]).toEqual([0, '']);
  },
  20_000,
);

test('the command for continuous integration prints the documented object', async () => {
  const [command = ''] = /npx zapier-local [^>\n]*/.exec(block('yaml')) ?? [];
  const { code, stdout } = await runCli(argumentsOf(command), folder);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ ...JSON.parse(block('json', 2)), hookUrl: expect.stringMatching(URL_IN_OUTPUT) });
  expect([code, result.deliveries[0].output[0].id]).toEqual([0, 9]);
});

test('a captured request is delivered, and environment files are read', async () => {
  await writeFile(join(folder, '.env'), 'A=1');
  const options = ['--auth', 'auth.json', '--api', `api.orders.example=http://localhost:${port}`, '--json'];
  const { stdout } = await runCli([...argumentsOf(block('sh', 1)), ...options, '--deliver', 'request.http'], folder);
  expect(JSON.parse(stdout).deliveries).toMatchObject([{ output: [{ id: 9, total: 3, query: 'source=web' }] }]);
});

test('a request to a host that is not allowed has the documented error', async () => {
  const { code, stdout } = await runCli(['run', 'new_order', '--auth', 'auth.json'], folder);
  expect(stdout.replaceAll('3000', port)).toContain(block('text').trim());
  expect(code).toBe(1);
});

test('the example of the API runs', async () => {
  await writeFile(join(folder, 'example.mjs'), block('js', 1));
  const child = spawn(process.execPath, ['example.mjs'], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = collectOutput(child);
  expect([await once(child, 'close'), output]).toEqual([[0, null], { stdout: '', stderr: '' }]);
});

test('every option is documented', async () => {
  for (const command of ['triggers', 'run', 'start']) {
    const { stdout } = await runCli([command, '--help']);
    const options = stdout.match(/^ {2}--[\w-]+/gm) ?? [];
    expect(options.length).toBeGreaterThan(5);
    for (const option of options) expect(readme).toContain(`\`${option.trim()}`);
  }
});
