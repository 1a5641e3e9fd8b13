import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeApp } from './helpers/apps.ts';
import { runCli } from './helpers/cli.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
const DOCUMENT = readFileSync(join(PACKAGE, 'docs/plug-ins.md'), 'utf8');
const MANIFEST = { name: 'shop', version: '1.0.0', type: 'module', exports: './index.js' };

const blocks = [...DOCUMENT.matchAll(/```(\w+)\n(?:\/\/ (\S+)\n)?([\s\S]*?)```/g)];
/** The files of the document. */
const files = Object.fromEntries(blocks.flatMap(([, , name, text = '']) => (name ? [[name, text]] : [])));
/** The output of commands in the document. */
const [ran = '', attacked = '', failed = ''] = blocks.flatMap(([, language, , text = '']) =>
  language === 'text' ? [text] : [],
);
const HOOK_URL = /http:\/\/127\.0\.0\.1:\d+\/hooks\/\S+/;

let folder: string;

beforeAll(async () => {
  folder = await writeApp({ ...files, 'package.json': MANIFEST });
  await symlink(PACKAGE, join(folder, 'node_modules/zapier-local'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the document has an app, a configuration and a test', () => {
  expect(Object.keys(files)).toEqual(['index.js', 'zapier-local.config.ts', 'new-order.test.js']);
});

test('the app runs with its emulator and check, and prints what is documented', async () => {
  const { code, stdout, stderr } = await runCli(['run', 'new_order', '--strict'], folder);
  expect([code, stderr, stdout.replace(HOOK_URL, 'URL')]).toEqual([0, '', ran.replace(HOOK_URL, 'URL')]);
});

test('--auth replaces the credentials of the emulator', async () => {
  await writeFile(join(folder, 'auth.json'), '{"signing_secret": "another secret"}');
  const { code, stdout } = await runCli(['run', 'new_order', '--auth', 'auth.json', '--json'], folder);
  expect(JSON.parse(stdout)).toMatchObject({
    connection: { label: 'Mug Shop' },
    deliveries: [{ status: 200, output: [], error: { name: 'HaltedError' } }],
    unsubscribed: true,
  });
  expect(code).toBe(1);
});

test('a file is delivered instead of the event, and the check finds its problem', async () => {
  // The emulator's secret, with OpenSSL: printf '{"id":"order-3","total":0}' | openssl dgst -sha256 -hmac 'an example secret'
  const signature = 'b332aba4bead0b73c0270fc42a3e244558576fa3cce3747e571595ba09e7d82c';
  await writeFile(join(folder, 'order.json'), '{"id":"order-3","total":0}');
  const args = ['--deliver', 'order.json', '--header', `X-Shop-Signature: ${signature}`, '--strict', '--json'];
  const { code, stdout } = await runCli(['run', 'new_order', ...args], folder);
  const { deliveries, checks } = JSON.parse(stdout);
  expect(deliveries).toEqual([{ status: 200, output: [{ id: 'order-3', total: 0 }] }]);
  expect(checks.at(-1)).toEqual({
    code: 'positive-totals',
    status: 'failed',
    messages: ['The total of order-3 is not positive.'],
  });
  expect(code).toBe(1);
});

test('the attack is blocked, as documented', async () => {
  const { code, stdout, stderr } = await runCli(['attack', 'new_order'], folder);
  expect([code, stderr, stdout]).toEqual([0, '', attacked]);
});

test('attack --json', async () => {
  const { code, stdout } = await runCli(['attack', 'new_order', '--json'], folder);
  expect([code, JSON.parse(stdout)]).toEqual([
    0,
    {
      passed: 1,
      failed: 0,
      attacks: [
        {
          name: 'Total changed',
          group: 'Signature',
          description: 'An app that does not verify the body accepts forged orders.',
          expected: 'blocked',
          outcome: 'blocked',
          nextDelivery: 'delivered',
          isOk: true,
        },
      ],
    },
  ]);
});

test('the attack fails if the app does not verify the signature', async () => {
  const text = String(files['index.js']);
  await writeFile(join(folder, 'index.js'), text.replace('if (!isSigned(bundle))', 'if (false)'));
  try {
    const { code, stdout } = await runCli(['attack', 'new_order'], folder);
    expect([code, stdout]).toEqual([1, expect.stringContaining(failed)]);
  } finally {
    await writeFile(join(folder, 'index.js'), text);
  }
});

test('the documented test passes', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--test', 'new-order.test.js'], { cwd: folder });
  expect(stdout).toMatch(/pass 1\n/);
});

test.each([
  [['attack', 'new_ordre'], 'Did you mean new_order?'],
  [['attack', 'new_order', '--only', 'replay'], 'No attack with “replay” in its name applies to new_order.'],
])(
  '%j is a usage error',
  async (args, message) => {
    const { code, stderr } = await runCli(args, folder);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  },
  20_000,
);

test('a configuration that cannot be used is a usage error', async () => {
  const other = await writeApp({ 'package.json': MANIFEST, 'zapier-local.config.mjs': 'export default [];' });
  const { code, stderr } = await runCli(['triggers'], other);
  expect([code, stderr]).toEqual([2, expect.stringContaining('has no default export')]);
  await rm(other, { recursive: true, force: true });
});
