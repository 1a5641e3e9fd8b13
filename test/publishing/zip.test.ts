import { zipSync } from 'fflate';
import { MAX_ZIP_BYTES } from '../../scripts/publishing/budget.ts';
import { zipProblems } from '../../scripts/publishing/zip.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text));

const GOOD = {
  'definition.json': bytes('{}'),
  'dist/index.js': bytes('export default {};'),
  'package.json': bytes('{"dependencies":{"zapier-platform-core":"19.1.0"}}'),
  'zapierwrapper.js': bytes(''),
  'node_modules/zapier-platform-core/package.json': bytes('{}'),
  'node_modules/zapier-platform-core/node_modules/@types/node/package.json': bytes('{}'),
};

const problemsWith = (files: Readonly<Record<string, Uint8Array>>): Promise<string[]> =>
  zipProblems(zipSync({ ...GOOD, ...files }, { level: 0 }));

test('a zip with the bundle and its packages has no problems', async () => expect(await problemsWith({})).toEqual([]));

test.each([
  ['source', 'index.ts'],
  ['source of a provider', 'providers/basekit/api.ts'],
  ['a test', 'test/verification/hmac.test.js'],
  ['the sandbox', 'sandbox/demo/main.js'],
  ['a map', 'dist/index.js.map'],
  ['a map of a package', 'node_modules/zapier-platform-core/index.js.map'],
  ['types of a package', 'node_modules/zapier-platform-core/types/index.d.ts'],
  ['a package’s tests', 'node_modules/zapier-platform-core/test/index.js'],
  ['a development package', 'node_modules/jest/package.json'],
  ['a package in a development package', 'node_modules/zapier-platform-cli/node_modules/a/index.js'],
  ['a package that only zapier-local needs', 'node_modules/hono/package.json'],
  ['zapier-local', 'node_modules/zapier-local/package.json'],
  ['a package that is not locked', 'node_modules/left-pad/index.js'],
  ['a secret', '.env'],
])('%s must not be in the zip', async (_what, path) => {
  expect(await problemsWith({ [path]: bytes('x') })).toEqual([expect.stringContaining(path)]);
});

test.each(Object.keys(GOOD).filter((path) => !path.startsWith('node_modules/')))(
  '%s must be in the zip',
  async (path) => {
    const files = Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== path));
    expect(await zipProblems(zipSync(files))).toEqual([expect.stringContaining(path)]);
  },
);

test('the bundle must not refer to a source map', async () => {
  const problems = await problemsWith({ 'dist/index.js': bytes('//# sourceMappingURL=index.js.map') });
  expect(problems).toEqual([expect.stringContaining('source map')]);
});

test('package.json may list only packages outside the bundle', async () => {
  const asksForMore =
    '{"dependencies":{"zapier-platform-core":"19.1.0","zod":"4.6.7"},"devDependencies":{"jest":"30.5.2"}}';
  expect(await problemsWith({ 'package.json': bytes(asksForMore) })).toEqual([
    expect.stringContaining('package.json'),
    expect.stringContaining('package.json'),
  ]);
});

test('the zip has a size budget', async () => {
  const problems = await problemsWith({ 'dist/index.js': new Uint8Array(MAX_ZIP_BYTES) });
  expect(problems).toEqual([expect.stringContaining('scripts/publishing/budget.ts')]);
});
