import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type LoadedApp, loadApp, type Outcome, startApp } from '../src/index.ts';
import { type Files, fixture, orderEvent, writeApp } from './helpers/apps.ts';

const OPTIONS = { environment: { API_URL: 'https://api.example.com' }, allow: [], api: {} };
const ORDER = { ok: true, results: [{ id: 7, url: 'https://api.example.com/orders/7' }] };

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

const load = async (path: string, options = {}): Promise<LoadedApp> => {
  const app = await loadApp(path, options);
  closers.push(() => app.close());
  return app;
};

const written = async (files: Files, options = {}): Promise<string> => {
  const folder = await writeApp(files, options);
  closers.push(() => rm(folder, { recursive: true, force: true }));
  return folder;
};

const deliver = async (app: LoadedApp): Promise<Outcome> => {
  const started = startApp(app, OPTIONS);
  closers.push(() => started.close());
  return started.invoke(orderEvent(7));
};

const INDEX = 'module.exports = { version: "1.0.0", platformVersion: require("zapier-platform-core").version };';
const TRIGGER = `{ new_order: { key: 'new_order', noun: 'Order', display: { label: 'Order', description: 'Triggers.' }, operation: {
  perform: (z, bundle) => [{ id: bundle.cleanedRequest.id, url: process.env.API_URL + '/orders/7' }] } } }`;

describe('an app', () => {
  test.each([
    ['commonjs', '1.2.3'],
    ['module', '2.0.1'],
  ])('of the kind %s runs with the environment set before it is imported', async (name, version) => {
    const before = readdirSync(fixture(name));
    const app = await load(fixture(name));
    expect(app).toMatchObject({ root: fixture(name), version, coreVersion: '19.1.0' });
    expect(await deliver(app)).toMatchObject(ORDER);
    expect(readdirSync(fixture(name))).toEqual(before);
    await app.close();
    expect(existsSync(app.wrapper)).toBe(false);
  });

  test('in TypeScript is built first, by _zapier-build rather than build', async () => {
    await rm(join(fixture('typescript'), 'dist'), { recursive: true, force: true });
    const scripts: string[] = [];
    const app = await load(fixture('typescript'), { onBuild: (script: string) => scripts.push(script) });
    expect(scripts).toEqual(['_zapier-build']);
    expect(await deliver(app)).toMatchObject(ORDER);
    await load(fixture('typescript'), { build: false, onBuild: (script: string) => scripts.push(script) });
    expect(scripts).toEqual(['_zapier-build']);
  });

  test('whose index.js requires what zapier-build writes is built first, rather than by build', async () => {
    const app = await written({
      'package.json': {
        name: 'compiled',
        version: '4.1.0',
        scripts: { build: 'node compile.js wrong', 'zapier-build': 'node compile.js lib' },
      },
      'index.js': 'module.exports = require("./lib").default;',
      'compile.js': `const fs = require('node:fs');
        fs.mkdirSync(process.argv[2]);
        fs.copyFileSync('index.compiled', process.argv[2] + '/index.js');`,
      'index.compiled': `exports.default = { version: '4.1.0', platformVersion: '15.5.3', triggers: ${TRIGGER} };`,
    });
    const scripts: string[] = [];
    const loaded = await load(app, { onBuild: (script: string) => scripts.push(script) });
    expect(scripts).toEqual(['zapier-build']);
    expect(await deliver(loaded)).toMatchObject(ORDER);
  });

  test('without a build can be TypeScript that Node runs', async () => {
    const app = await written({
      'package.json': { name: 'typed', version: '1.0.0', type: 'module', exports: './index.ts' },
      'index.ts': `const triggers: object = ${TRIGGER};\nexport default { version: '1.0.0', platformVersion: '19.1.0', triggers };`,
    });
    expect(await deliver(await load(app))).toMatchObject(ORDER);
  });

  test('with a core that calls back runs, and has its wrapper even if that core has none', async () => {
    const app = await written(
      {
        'package.json': { name: 'old', version: '0.9.0' },
        'index.js': `module.exports = { triggers: ${TRIGGER} };`,
        'node_modules/zapier-platform-core/package.json': { version: '9.7.3' },
        'node_modules/zapier-platform-core/index.js': `
          exports.createAppHandler = (path) => (event, context, callback) => {
            context.callbackWaitsForEmptyEventLoop = true;
            const { perform } = require(path).triggers.new_order.operation;
            if (event.bundle.cleanedRequest.id === 9) callback(null, { results: [9n] });
            setImmediate(() => event.bundle.cleanedRequest.id === 7
              ? callback(null, { results: perform({}, event.bundle) }) : callback(new Error('No such order.')));
          };`,
      },
      { hasCore: false },
    );
    const loaded = await load(app);
    expect(loaded.coreVersion).toBe('9.7.3');
    expect(await deliver(loaded)).toMatchObject(ORDER);
    const started = startApp(loaded, OPTIONS);
    closers.push(() => started.close());
    expect(await started.invoke(orderEvent(8))).toMatchObject({ ok: false, error: { message: 'No such order.' } });
    expect(await started.invoke(orderEvent(9))).toMatchObject({ ok: false, error: { name: 'NotSerializable' } });
  });
});

describe('an app that cannot be loaded', () => {
  const refused = async (files: Files, options = {}): Promise<string> => {
    const folder = await written(files, options);
    const error: unknown = await loadApp(folder).catch((reason: unknown) => reason);
    expect(Object(error).name).toBe('AppLoadError');
    return String(Object(error).message).replaceAll(folder, 'APP');
  };
  const manifest = { name: 'app', version: '1.0.0' };

  test.each<[string, Files, object, RegExp]>([
    ['no package.json', { 'index.js': INDEX }, {}, /^APP is not the folder of a Zapier integration/],
    ['a broken package.json', { 'package.json': '{' }, {}, /^APP\/package.json is not valid JSON/],
    ['no core', { 'package.json': manifest, 'index.js': INDEX }, { hasCore: false }, /Run “npm install” there first/],
    [
      'no index.js',
      { 'package.json': { ...manifest, main: 'lib.js' } },
      {},
      /The entry of APP, index.js, does not exist/,
    ],
    [
      'an ES module without exports',
      { 'package.json': { ...manifest, type: 'module', main: './index.js' }, 'index.js': 'export default {}' },
      {},
      /has no "exports"/,
    ],
    [
      'an ES module without a name',
      { 'package.json': { type: 'module', exports: './index.js' }, 'index.js': 'export default {}' },
      {},
      /has no name/,
    ],
    [
      'an ES module and a core that cannot load it',
      {
        'package.json': { ...manifest, type: 'module', exports: './index.js' },
        'index.js': 'export default {}',
        'node_modules/zapier-platform-core/package.json': { version: '15.19.0' },
      },
      { hasCore: false },
      /its zapier-platform-core 15.19.0 cannot load one. Use version 17/,
    ],
    [
      'a build that fails',
      { 'package.json': { ...manifest, scripts: { build: 'echo "index.ts(3,1): error" && exit 2' } } },
      {},
      /^The script “build” of APP failed \(exit code 2\).\nindex.ts\(3,1\): error$/,
    ],
    [
      'a build that does not write the entry',
      { 'package.json': { ...manifest, scripts: { build: 'exit 0' } } },
      {},
      /Its build script does not write that file/,
    ],
    [
      'a build script that only packages',
      { 'package.json': { ...manifest, scripts: { build: 'zapier build' } } },
      {},
      /add a script “build” or “_zapier-build”/,
    ],
  ])('says why: %s', async (_, files, options, message) => {
    expect(await refused(files, options)).toMatch(message);
  });

  test('says that its path does not exist', async () => {
    await expect(loadApp('/nowhere')).rejects.toThrow('/nowhere does not exist.');
  });
});
