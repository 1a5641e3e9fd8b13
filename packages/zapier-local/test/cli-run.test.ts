import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fixture } from './helpers/apps.ts';
import { type CliResult, collectOutput, interrupt, isRunning, runCli, spawnCli } from './helpers/cli.ts';
import { type OrdersApi, startOrdersApi } from './helpers/orders-api.ts';

let api: OrdersApi;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zapier-local-test-'));
  await writeFile(join(folder, 'auth.json'), '{"api_key":"key-1"}');
  await writeFile(join(folder, 'order.json'), '{"id":9,"total":3}');
});
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  api = await startOrdersApi();
});
afterEach(() => api.close());

const argumentsOf = (key: string, args: readonly string[]) => [
  ...['run', key, '--app', fixture('orders'), '--api', `api.orders.example=${api.url}`, '--auth', 'auth.json'],
  ...args,
];

const run = (key: string, ...args: string[]): Promise<CliResult> => runCli(argumentsOf(key, args), folder);

const write = (name: string, content: string) => writeFile(join(folder, name), content);

const HOOK_URL = /^http:\/\/127\.0\.0\.1:\d+\/hooks\/[\w-]+$/;

test('a REST hook is listed, subscribed, delivered to and unsubscribed', async () => {
  const { code, stdout, stderr } = await run('new_order', '--deliver', 'order.json', '--strict', '--json');
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual({
    app: { version: '1.2.0' },
    connection: { label: 'Mug Shop (key-1)' },
    list: [{ id: 7, total: 12.5 }],
    subscription: { id: 'hook-1' },
    hookUrl: expect.stringMatching(HOOK_URL),
    deliveries: [{ status: 200, output: [{ id: 9, total: 3, source: null, type: 'application/json', query: '' }] }],
    unsubscribed: true,
    checks: ['D012', 'D024', 'T004', 'T005', 'T006', 'Z001'].map((code) => ({ code, status: 'passed', messages: [] })),
  });
  expect([code, api.hooks.size]).toEqual([0, 0]);
});

test('people get a line for each step, and the payload', async () => {
  await write('print.json', '{"id":9,"total":3,"note":"print"}');
  const { code, stdout, stderr } = await run('new_order', '--deliver', 'print.json');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.replace(/http:\S+/, 'URL')).toBe(`✓ Loaded version 1.2.0 with zapier-platform-core 19.1.0
✓ Connected: Mug Shop (key-1)
✓ Listed 1 item
✓ Subscribed: {"id":"hook-1"}
– Hook URL: URL
✓ Delivered print.json: 200, 1 item
    {
      "id": 9,
      "total": 3,
      "note": "print",
      "source": null,
      "type": "application/json",
      "query": ""
    }
✓ Unsubscribed
– The app printed:
    An order
    with 2 lines
`);
});

test('--header and --query change the requests', async () => {
  await write('order.http', 'POST /hooks/1?a=1 HTTP/1.1\r\nX-Source: web\r\nContent-Type: text/plain\r\n\r\n{"id":1}');
  const options = ['--header', 'X-Source: cli', '--query', '?b=2', '--json'];
  const changed = await run('new_order', '--deliver', 'order.http', ...options);
  expect(JSON.parse(changed.stdout).deliveries).toMatchObject([{ output: [{ source: 'cli', query: 'b=2' }] }]);
});

test('people see failed checks with their codes, errors, and that a retry is not awaited', async () => {
  await write('throttle.txt', 'throttle');
  api.orders = [{ id: 7, total: 12.5, currency: 'EUR' }];
  await write('wrong.json', '{"id":"9"}');
  const { code, stdout } = await run('new_order', '--deliver', 'wrong.json', '--deliver', 'throttle.txt', '--strict');
  expect(stdout).toContain(`✗ Delivered throttle.txt: 200, 0 items, ThrottledError: Too many orders.
– Zapier passes it to the app again after the delay. This command does not wait.`);
  expect(stdout).toContain(`✓ Passed D012, D024, Z001
✗ T004: total is in the sample, but not in every live result.
✗ T005: A live result: id is not of type integer: string "9".
✗ T006: total, currency are in what performList returned, but not in every live result.
`);
  expect(code).toBe(1);
});

test('a failed connection ends with exit code 1, and people learn how to pass credentials', async () => {
  const { code, stdout } = await runCli(['run', 'new_order', '--app', fixture('orders')], folder);
  expect(stdout).toContain('✗ Not connected: AuthenticationError: The connection needs “API Key” (api_key).');
  expect(stdout).toContain('– Pass credentials with --auth FILE.json.');
  expect(code).toBe(1);
});

test('input that is not complete names the field and the option', async () => {
  const { code, stdout } = await runCli(['run', 'of_project', '--app', fixture('forms')], folder);
  expect(stdout).toContain('✗ Input not complete: InputError: A required field has no value');
  expect(stdout).toContain('– Pass the values of fields with --input FILE.json.');
  expect(code).toBe(1);
});

test('input reaches the app, and people see three items of a list', async () => {
  api.orders = [1, 2, 3, 4].map((id) => ({ id }));
  await write('input.json', '{"store":"s1"}');
  const { code, stdout } = await run('new_order', '--input', 'input.json');
  expect(stdout).toContain('✓ Listed 4 items\n    {\n      "id": 1\n    }\n');
  expect(stdout).toContain('"id": 3\n    }\n– 1 more with --json\n✓ Subscribed: {"id":"hook-1","store":"s1"}\n');
  expect(code).toBe(0);
});

test('--keep accepts deliveries until Ctrl-C, and then unsubscribes', async () => {
  const child = spawnCli(argumentsOf('new_order', ['--keep', '--json']), folder);
  const output = collectOutput(child);
  while (!output.stderr.includes('Press Ctrl-C')) await sleep(20);
  const [url = ''] = /http:\/\/127\S+\w/.exec(output.stderr) ?? [];
  expect([...api.hooks.values()]).toEqual([url]);
  expect((await fetch(url, { method: 'POST', body: '{"id":4}' })).status).toBe(200);
  interrupt(child);
  const [code] = await once(child, 'close');
  expect(JSON.parse(output.stdout)).toMatchObject({
    deliveries: [{ status: 200, output: [{ id: 4 }] }],
    unsubscribed: true,
  });
  expect([code, api.hooks.size]).toEqual([0, 0]);
});

test('start subscribes every hook trigger, and prints a line for each delivery', async () => {
  const options = ['--app', fixture('orders'), '--api', `api.orders.example=${api.url}`, '--auth', 'auth.json'];
  const child = spawnCli(['start', ...options], folder);
  const output = collectOutput(child);
  while (!output.stdout.includes('Press Ctrl-C')) await sleep(20);
  const urls = output.stdout.match(/http:\S+/g) ?? [];
  expect(urls).toHaveLength(2);
  expect([...api.hooks.values()]).toEqual([urls[0]]);
  for (const body of ['{"id":4}', 'halt']) await fetch(urls[0] ?? '', { method: 'POST', body });
  while (!output.stdout.includes('HaltedError')) await sleep(20);
  expect(output.stdout).toMatch(
    /✓ \d\d:\d\d:\d\d new_order: 1 item \{"id":4,.*\}\n✗ \d\d:\d\d:\d\d new_order: HaltedError: The/,
  );
  interrupt(child);
  const [code] = await once(child, 'close');
  expect([code, output.stderr, api.hooks.size]).toEqual([0, '', 0]);
});

test('Ctrl-C ends a delivery and the app’s process, but unsubscribes first', async () => {
  await write('loop.txt', 'loop');
  const child = spawnCli(argumentsOf('new_order', ['--deliver', 'loop.txt']), folder);
  const output = collectOutput(child);
  while (!output.stdout.includes('Hook URL')) await sleep(20);
  await sleep(500);
  interrupt(child);
  const [code] = await once(child, 'close');
  expect(code).toBe(130);
  expect(output.stderr).toBe('Interrupted. Unsubscribing. Press Ctrl-C again to stop at once.\n');
  expect(output.stdout).toContain('✓ Unsubscribed');
  expect(api.hooks.size).toBe(0);
  // Until no process of the group is left.
  while (isRunning(child)) await sleep(20);
});

test('a request that cannot be sent is an error, and the trigger unsubscribes', async () => {
  await write('trace.http', 'TRACE /hooks/1 HTTP/1.1\nX-Id: 1\n\n');
  const { code, stdout, stderr } = await run('new_order', '--deliver', 'trace.http', '--json');
  expect(JSON.parse(stdout)).toMatchObject({ deliveries: [], unsubscribed: true, errors: [{ step: 'send' }] });
  expect([code, stderr, api.hooks.size]).toEqual([1, '', 0]);
});

test('a port that is in use is a usage error', async () => {
  const { port } = new URL(api.url);
  const { code, stderr } = await runCli(['start', '--app', fixture('orders'), '--port', port], folder);
  expect([code, stderr]).toEqual([2, `✗ --port ${port}: The port is in use.\n`]);
});
