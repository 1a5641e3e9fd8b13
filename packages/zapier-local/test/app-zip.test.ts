import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { type LoadedApp, loadApp, type Outcome, startApp } from '../src/index.ts';
import { CORE, fixture, orderEvent, writeApp } from './helpers/apps.ts';

const LINK = { os: 3, attrs: (0o120644 << 16) >>> 0 } as const;
/** A core that is small enough for a zip of a test. */
const TINY_CORE = {
  'node_modules/zapier-platform-core/package.json': '{ "version": "19.1.0", "main": "index.js" }',
  'node_modules/zapier-platform-core/index.js': `exports.version = '19.1.0';
    exports.createAppHandler = (app) => async ({ bundle }) => ({ results: await (typeof app === 'string' ? require(app) : app).triggers.new_order.operation.perform({}, bundle) });`,
};

type Zipped = Parameters<typeof zipSync>[0];

const folders: string[] = [];
afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));

const written = async (files: Zipped): Promise<string> => {
  const folder = await writeApp({ 'build.zip': zipSync(files) }, { hasCore: false });
  folders.push(folder);
  return join(folder, 'build.zip');
};

const filesOf = async (name: string, files: readonly string[]): Promise<Record<string, Uint8Array>> => {
  const contents = await Promise.all(
    files.map(async (file) => [file, new Uint8Array(await readFile(join(fixture(name), file)))] as const),
  );
  const core = Object.entries(TINY_CORE).map(([path, text]) => [path, bytes(text)] as const);
  return Object.fromEntries([...contents, ...core]);
};

const wrapperOf = async (file: string, name: string): Promise<Uint8Array> =>
  bytes((await readFile(join(CORE, 'include', file), 'utf8')).replaceAll('{REPLACE_ME_PACKAGE_NAME}', name));

const deliver = async (app: LoadedApp): Promise<Outcome> => {
  const started = startApp(app, { environment: { API_URL: 'https://api.example.com' }, allow: [], api: {} });
  const outcome = await started.invoke(orderEvent(7));
  await started.close();
  return outcome;
};

const ORDER = { ok: true, results: [{ id: 7, url: 'https://api.example.com/orders/7' }] };

test.each([
  ['commonjs', 'zapierwrapper.js', '1.2.3', ['index.js', 'new-order.js', 'package.json']],
  ['module', 'zapierwrapper.mjs', '2.0.1', ['index.js', 'package.json']],
])('a zip of the kind %s runs from a temporary folder', async (name, wrapper, version, files) => {
  const zip = await written({
    ...(await filesOf(name, files)),
    'zapierwrapper.js': await wrapperOf(wrapper, `@fixtures/${name}`),
  });
  const app = await loadApp(zip);
  expect(app).toMatchObject({ version, coreVersion: '19.1.0' });
  expect(await deliver(app)).toMatchObject(ORDER);
  await app.close();
  expect(existsSync(app.root)).toBe(false);
});

test('a zip of an app in an npm workspace has links to the app and its packages', async () => {
  const files = await filesOf('commonjs', ['index.js', 'new-order.js', 'package.json']);
  const inWorkspace = Object.entries(files).map(([path, content]) => [
    path.startsWith('node_modules') ? path.replace('zapier-platform-core', 'core-19') : `apps/shop/${path}`,
    content,
  ]);
  const zip = await written({
    ...Object.fromEntries(inWorkspace),
    'package.json': files['package.json'] ?? bytes('{}'),
    'apps/shop/zapierwrapper.js': await wrapperOf('zapierwrapper.js', 'fixture-commonjs'),
    'zapierwrapper.js': [bytes('apps/shop/zapierwrapper.js'), LINK],
    'node_modules/zapier-platform-core': [bytes('core-19'), LINK],
  });
  const app = await loadApp(zip);
  expect(app).toMatchObject({ root: expect.stringMatching(/\/apps\/shop$/), version: '1.2.3' });
  expect(await deliver(app)).toMatchObject(ORDER);
  await app.close();
});

test.each<[string, Zipped, string]>([
  ['of the sources', { 'index.js': bytes('') }, 'It has no zapierwrapper.js. Use build/build.zip'],
  ['that writes outside its folder', { '../index.js': bytes('') }, 'Its file ../index.js would be outside its folder.'],
  [
    'whose link points outside by another link',
    { 'a/b/x': [bytes('../..'), LINK], 'a/b/x/y': [bytes('../../z'), LINK] },
    'Its file a/b/x/y would be outside its folder.',
  ],
  ['with a file in a file', { f: bytes(''), 'f/g': bytes('') }, 'cannot be used. EEXIST'],
  ['whose link points outside', { 'index.js': [bytes('/etc/passwd'), LINK] }, 'Its file index.js would be outside'],
])('a zip %s is refused', async (_, files, message) => {
  await expect(written(files).then(loadApp)).rejects.toThrow(message);
});

test('names that begin with two dots are not outside', async () => {
  await expect(written({ '..index.js': bytes('') }).then(loadApp)).rejects.toThrow('It has no zapierwrapper.js.');
});

test.each([
  ['an entry', (zip: Buffer) => zip.indexOf('PK\x01\x02') + 42],
  ['the list of entries', (zip: Buffer) => zip.indexOf('PK\x05\x06') + 16],
])('a zip with a wrong position of %s is refused', async (_, find) => {
  const zip = await written({ 'index.js': bytes('') });
  const content = await readFile(zip);
  content.writeUInt32LE(0xffffffff, find(content));
  await writeFile(zip, content);
  await expect(loadApp(zip)).rejects.toMatchObject({
    name: 'AppLoadError',
    message: expect.stringContaining(`${zip} cannot be used. It is damaged: `),
  });
});

test('a zip that is larger than any app does not fill the memory', async () => {
  const content = new Uint8Array(250_000_001);
  await expect(written({ 'index.js': content }).then(loadApp)).rejects.toThrow('cannot be used. It is damaged: ');
});

test('a file that is not a zip is refused', async () => {
  await expect(loadApp(join(fixture('commonjs'), 'index.js'))).rejects.toThrow('cannot be used. It is not a zip');
});
