import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bodyOf } from '../../sandbox/event-body.ts';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';
import { eventOf } from '../helpers/sandbox.ts';

const ROOT = join(import.meta.dirname, '../..');
const MAIN = join(ROOT, 'packages/zapier-local/dist/cli/main.js');

let folder: string;

// The built app and the configuration as in the project's folder, whose build another command may replace.
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zapier-local-config-'));
  await bundleApp(selectProviders(''), join(folder, 'dist'));
  await copyFile(join(ROOT, 'package.json'), join(folder, 'package.json'));
  for (const name of ['node_modules', 'zapier-local.config.ts']) await symlink(join(ROOT, name), join(folder, name));
  await writeFile(join(folder, 'input.json'), '{"sender": "github"}');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** What a command prints as JSON. Rejects if it fails. */
const run = async (...args: string[]) => {
  const { stdout } = await promisify(execFile)(process.execPath, [MAIN, ...args, '--no-build', '--json'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  return JSON.parse(stdout);
};

const CHECKED = ['D012', 'D024', 'T004', 'T005', 'T006', 'Z001', 'complete-payload'];

test('a subscribed trigger receives a signed event of its emulator', async () => {
  const { checks, ...result } = await run('run', 'basekit_site_publish', '--strict');
  expect(result).toMatchObject({
    connection: {
      label: expect.stringMatching(/^BaseKit .* · Buildr · Builtfirst · Freshpaint · Firespring .* · Signed/),
    },
    subscription: { id: '4001' },
    deliveries: [{ status: 200, output: [JSON.parse(bodyOf(eventOf('basekit_site_publish')))] }],
    unsubscribed: true,
  });
  expect(checks).toEqual(CHECKED.map((code) => ({ code, status: 'passed', messages: [] })));
});

test('a static trigger receives a signed event of its emulator', async () => {
  const { checks, deliveries, subscription } = await run('run', 'freshpaint_track', '--strict');
  const output = [JSON.parse(bodyOf(eventOf('freshpaint_track')))];
  expect([subscription, deliveries]).toEqual([null, [{ status: 200, output }]]);
  expect(checks).toEqual(CHECKED.map((code) => ({ code, status: 'passed', messages: [] })));
});

test('a static trigger receives an event of the sender that its input selects', async () => {
  const { deliveries } = await run('run', 'signed_webhook_received', '--input', 'input.json');
  expect(deliveries).toEqual([
    { status: 200, output: [expect.objectContaining({ sender: 'github', payload: expect.any(Object) })] },
  ]);
});

test('the attacks of this app run on a trigger', async () => {
  const { passed, failed, attacks } = await run('attack', 'basekit_site_publish', '--only', 'replay');
  expect(attacks).toContainEqual({
    name: 'Replay',
    group: 'Replay',
    description: expect.any(String),
    expected: 'ignored',
    outcome: 'ignored',
    nextDelivery: 'delivered',
    isOk: true,
  });
  expect([passed, failed]).toEqual([attacks.length, 0]);
});
