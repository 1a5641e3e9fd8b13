import { execFile } from 'node:child_process';
import { mkdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { type Files, writeApp } from './helpers/apps.ts';

const run = promisify(execFile);
const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const SCRIPT = `
  const { loadConfig } = await import(${JSON.stringify(pathToFileURL(join(PACKAGE, 'dist/index.js')).href)});
  try {
    const config = await loadConfig('.');
    console.log(JSON.stringify(config, (_key, value) => (typeof value === 'function' ? 'function' : value)));
  } catch (error) {
    console.log(error.name + ': ' + error.message);
  }`;

let folder: string;

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Setting {
  readonly isInstalled?: boolean;
  readonly execArgv?: readonly string[];
}

/** Loads the configuration of an app with these files, in a separate process, because jest imports differently. */
const load = async (files: Files, { isInstalled = true, execArgv = [] }: Setting = {}): Promise<string> => {
  folder = await writeApp(files, { hasCore: false });
  if (isInstalled) {
    await mkdir(join(folder, 'node_modules'));
    await symlink(PACKAGE, join(folder, 'node_modules/zapier-local'));
  }
  const args = [...execArgv, '--input-type=module', '--eval', SCRIPT];
  const { stdout } = await run(process.execPath, args, { cwd: folder });
  return stdout.trim().replaceAll(folder, '.');
};

const MODULE = { type: 'module' };
const COMMONJS = { type: 'commonjs' };
const JAVASCRIPT = `
  import { defineConfig } from 'zapier-local';
  export default defineConfig({ emulators: [async () => ({ key: 'shop', close() {} })], checks: [{ name: 'sum', run() {} }] });`;
const TYPESCRIPT = `
  import { type Check, defineConfig, type StartEmulator } from 'zapier-local';
  const shop: StartEmulator = async () => ({ key: 'shop', close: () => undefined });
  const check: Check = { name: 'sum', run: () => [] };
  export default defineConfig({ emulators: [shop], checks: [check] });`;
const LOADED = '{"emulators":["function"],"checks":[{"name":"sum","run":"function"}]}';

test('an app without a configuration has an empty one', async () => {
  expect(await load({})).toBe('{}');
});

test.each<[string, Files]>([
  ['TypeScript in an ES module', { 'zapier-local.config.ts': TYPESCRIPT, 'package.json': MODULE }],
  ['TypeScript in an app without a type', { 'zapier-local.config.ts': TYPESCRIPT, 'package.json': {} }],
  ['TypeScript in a CommonJS app', { 'zapier-local.config.mts': TYPESCRIPT, 'package.json': COMMONJS }],
  ['JavaScript in an ES module', { 'zapier-local.config.js': JAVASCRIPT, 'package.json': MODULE }],
  ['JavaScript in a CommonJS app', { 'zapier-local.config.mjs': JAVASCRIPT, 'package.json': COMMONJS }],
])('loads %s', async (_, files) => {
  expect(await load(files)).toBe(LOADED);
});

test.each([
  ['module.exports', 'module.exports = { emulators: [] };'],
  ['compiled TypeScript', 'exports.__esModule = true; exports.default = { emulators: [] };'],
])('loads %s of a CommonJS module', async (_, text) => {
  expect(await load({ 'zapier-local.config.js': text, 'package.json': COMMONJS })).toBe('{"emulators":[]}');
});

test('TypeScript needs a Node that reads it', async () => {
  const execArgv = ['--no-experimental-strip-types'];
  expect(await load({ 'zapier-local.config.ts': TYPESCRIPT, 'package.json': MODULE }, { execArgv })).toBe(
    `ConfigError: ./zapier-local.config.ts is TypeScript, which Node ${process.versions.node} does not read. Use Node 22.18 or later, or write it as zapier-local.config.mjs.`,
  );
});

test('a configuration that imports zapier-local needs it installed', async () => {
  expect(await load({ 'zapier-local.config.js': JAVASCRIPT, 'package.json': MODULE }, { isInstalled: false })).toMatch(
    /^ConfigError: .* could not be loaded: Cannot find package 'zapier-local' .*\. Install it in this folder: npm install --save-dev zapier-local$/,
  );
});

test.each<[string, string | RegExp, Files]>([
  [
    'ES module syntax in a CommonJS app',
    /could not be loaded: Cannot use import statement outside a module\. The app is not an ES module, so rename the file to zapier-local\.config\.mts\.$/,
    { 'zapier-local.config.ts': TYPESCRIPT, 'package.json': COMMONJS },
  ],
  [
    'an error of the configuration',
    'ConfigError: ./zapier-local.config.mjs could not be loaded: SECRET is not set.',
    { 'zapier-local.config.mjs': 'throw new Error("SECRET is not set.");' },
  ],
  [
    'two configurations',
    'ConfigError: . has more than one configuration: zapier-local.config.ts, zapier-local.config.mjs. Keep one of them.',
    { 'zapier-local.config.ts': '', 'zapier-local.config.mjs': '' },
  ],
  [
    'no default export',
    'ConfigError: ./zapier-local.config.mjs has no default export, such as: export default { emulators: [] };',
    { 'zapier-local.config.mjs': 'export const emulators = [];' },
  ],
  [
    'an unknown key',
    'ConfigError: ./zapier-local.config.mjs has an unknown key emulator. Use emulators, attacks, checks.',
    { 'zapier-local.config.mjs': 'export default { emulator: [] };' },
  ],
  [
    'no list',
    'ConfigError: emulators in ./zapier-local.config.mjs is not a list.',
    { 'zapier-local.config.mjs': 'export default { emulators: {} };' },
  ],
  [
    'an emulator that is not a function',
    'ConfigError: emulators[1] in ./zapier-local.config.mjs is not a function that starts an emulator.',
    { 'zapier-local.config.mjs': 'export default { emulators: [() => 1, {}] };' },
  ],
  [
    'an attack without a name',
    'ConfigError: attacks[0] in ./zapier-local.config.mjs has no name.',
    { 'zapier-local.config.mjs': 'export default { attacks: [{}] };' },
  ],
  [
    'an attack without an expected outcome',
    'ConfigError: attacks[0] in ./zapier-local.config.mjs (Replay) has no expected outcome.',
    { 'zapier-local.config.mjs': 'export default { attacks: [{ name: "Replay", run() {} }] };' },
  ],
  [
    'a check without a function',
    'ConfigError: checks[0] in ./zapier-local.config.mjs (sum) has no function run().',
    { 'zapier-local.config.mjs': 'export default { checks: [{ name: "sum" }] };' },
  ],
])('reports %s', async (_, message, files) => {
  const loaded = await load(files);
  if (typeof message === 'string') expect(loaded).toBe(message);
  else expect(loaded).toMatch(message);
});
