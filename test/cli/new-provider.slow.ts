import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hook } from '../helpers/cli.ts';
import { copyProject } from '../helpers/project-copy.ts';

const run = promisify(execFile);

let folder = '';
let root = '';
let file = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'new-provider-'));
  root = await copyProject(folder, [
    'index.ts',
    'packages',
    'sandbox',
    'test/helpers',
    'test/triggers',
    'jest.config.js',
    'tsconfig.json',
  ]);
  file = join(folder, 'task.json');
  await writeFile(file, JSON.stringify({ id: 'evt_18', kind: 'task.completed', task: { id: 77, title: 'Sesame' } }));
});
afterAll(() => rm(folder, { recursive: true }));

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

const newProvider = (key: string, ...args: readonly string[]) =>
  hook(['new-provider', file, key, '--json', '--root', root, '--type-field', 'kind', ...args]);

const described = (key: string, label: string) => ['--label', label, '--docs', `https://docs.${key}.example/webhooks`];

const PROVIDERS = [
  ['acme_shop', 'Acme Shop', 'hex', 'X-Acme-Digest', 'settings'],
  ['bolt', 'Bolt', 'base64', 'Bolt-Sig', 'api'],
  ['cork', 'Cork', 'standard_webhooks', undefined, 'api_issues_secret'],
  ['dune', 'Dune', 'hex', 'X-Dune-Mac', 'api_creates_secret'],
  ['elm', 'Elm', 'header_token', 'Elm-Key', 'settings'],
  ['fig', 'Fig', 'url_token', 'auth', 'settings'],
] as const;

/** What is read to check an API key: the webhooks themselves, or something else. */
const TEST_PATHS: Readonly<Record<string, string>> = { bolt: 'webhooks', cork: 'v1/me', dune: 'account' };

/** What precedes a signature. */
const PREFIXES: Readonly<Record<string, string>> = { acme_shop: 'sha256=', dune: 'v1=' };

const folderOf = (key: string): string => key.replace('_', '-');

test.each(PROVIDERS)('writes %s', async (key, label, scheme, name, setup) => {
  const more = [
    ...(name ? ['--name', name] : []),
    ...(key in PREFIXES ? ['--prefix', PREFIXES[key] ?? ''] : []),
    ...(key === 'dune' ? ['--webhooks-path', 'v2/hooks'] : []),
    ...(setup === 'settings' ? [] : ['--api', `https://${key}.example`, '--test-path', TEST_PATHS[key] ?? '']),
  ];
  const ran = await newProvider(key, ...described(key, label), '--scheme', scheme, '--setup', setup, ...more);
  expect(ran).toMatchObject({ code: 0, stderr: '' });
  const { trigger, files } = JSON.parse(ran.stdout);
  expect(trigger).toBe(`${key}_task_completed`);
  expect(files).toEqual(
    expect.arrayContaining([
      `providers/${folderOf(key)}/index.ts`,
      `sandbox/providers/${folderOf(key)}.ts`,
      `test/triggers/${folderOf(key)}.test.ts`,
    ]),
  );
  const provider = await read(`providers/${folderOf(key)}/index.ts`);
  expect(provider.includes(`(context, 'GET', '${TEST_PATHS[key]}')`)).toBe(setup !== 'settings');
  if (key in PREFIXES) expect(provider).toContain(`prefix: '${PREFIXES[key]}'`);
  if (key === 'dune') expect(await read('providers/dune/subscriptions.ts')).toContain("path: () => 'v2/hooks'");
  expect(await read('CHANGELOG.md')).toContain(`- New trigger of ${label}: trigger/${trigger}, “Task Completed”`);
  expect(await read('contract/current.json')).toContain(`"trigger/${trigger}/output/task__title": "string"`);
  expect(await read(`triggers/${folderOf(key)}/task-completed.ts`)).not.toContain('Sesame');
});

test('the code compiles, and passes its own tests and those of all providers', async () => {
  const own = PROVIDERS.map(([key]) => folderOf(key));
  const compiled = await run(process.execPath, ['node_modules/typescript/bin/tsc', '--noEmit'], { cwd: root }).then(
    () => '',
    ({ stdout }: { stdout: string }) => stdout,
  );
  expect(compiled.split('\n').filter((line) => own.some((name) => line.includes(`/${name}`)))).toEqual([]);
  const names = [...own, 'subscriptions', 'deliveries', 'directions'].map((name) => `test/triggers/${name}.test.ts`);
  const jest = ['node_modules/jest/bin/jest.js', '--ci', '--json', '--maxWorkers=1', ...names];
  const { stdout } = await run(process.execPath, jest, { cwd: root, maxBuffer: 50_000_000 }).catch(
    (error: { stdout: string }) => error,
  );
  const results: { numPassedTests: number; testResults: { name: string; message: string }[] } = JSON.parse(stdout);
  expect(results.testResults.map(({ message }) => message).filter(Boolean)).toEqual([]);
  expect(results.numPassedTests).toBeGreaterThan(100);
});

test.each<[message: string, key: string, args: readonly string[]]>([
  ['“Acme” is not valid. A key has lower-case letters, digits and underscores.', 'Acme', []],
  ['“basekit” is not valid. There is already a basekit.', 'basekit', []],
  ['“label” is missing.', 'gum', []],
  ['The address must start with https://.', 'gum', ['--label', 'Gum', '--docs', 'http://gum.example']],
  ['Choose one of hex, base64', 'gum', [...described('gum', 'Gum'), '--scheme', 'rsa']],
  ['“name” is missing.', 'gum', [...described('gum', 'Gum'), '--scheme', 'hex']],
  [
    'A token goes with the setup “settings”',
    'gum',
    [
      ...described('gum', 'Gum'),
      '--scheme',
      'header_token',
      '--name',
      'Key',
      '--setup',
      'api',
      '--api',
      'https://a.example',
      '--test-path',
      'me',
    ],
  ],
  [
    'Enter a path such as me or v1/account.',
    'gum',
    [
      ...described('gum', 'Gum'),
      '--scheme',
      'hex',
      '--name',
      'Key',
      '--setup',
      'api',
      '--api',
      'https://a.example',
      '--test-path',
      '/../me',
    ],
  ],
  [
    'The body has no text in “topic”',
    'gum',
    [...described('gum', 'Gum'), '--scheme', 'hex', '--name', 'Key', '--setup', 'settings', '--type-field', 'topic'],
  ],
  [
    'providers/bolt/index.ts already exists.',
    'bolt',
    [...described('bolt', 'Bolt'), '--scheme', 'hex', '--name', 'Key', '--setup', 'settings'],
  ],
])('refuses: %s', async (message, key, args) => {
  const { code, stdout, stderr } = await newProvider(key, ...args);
  expect({ code, stdout, error: JSON.parse(stderr).error }).toEqual({
    code: 2,
    stdout: '',
    error: expect.stringContaining(message),
  });
});
