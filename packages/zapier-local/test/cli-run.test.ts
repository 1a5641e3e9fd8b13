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
}, 20_000);

test('people get a line for each step, and the payload', async () => {
  const { code, stdout, stderr } = await run('new_order', '--deliver', 'order.json');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout.replace(/http:\S+/, 'URL')).toBe(`✓ Loaded version 1.2.0 with zapier-platform-core 19.1.0
✓ Connected: Mug Shop (key-1)
✓ Listed 1 item
✓ Subscribed: {"id":"hook-1"}
– Hook URL: URL
✓ Delivered order.json: 200, 1 item
    {
      "id": 9,
      "total": 3,
      "source": null,
      "type": "application/json",
      "query": ""
    }
✓ Unsubscribed
`);
}, 20_000);

test('requests have the headers and the query of the options or of their file', async () => {
  await write('order.http', 'POST /hooks/1?a=1 HTTP/1.1\r\nX-Source: web\r\nContent-Type: text/plain\r\n\r\n{"id":1}');
  const both = await run('new_order', '--deliver', 'order.http', '--deliver', 'order.json', '--json');
  expect(JSON.parse(both.stdout).deliveries).toMatchObject([
    { status: 200, output: [{ id: 1, source: 'web', type: 'text/plain', query: 'a=1' }] },
    { status: 200, output: [{ id: 9, source: null, type: 'application/json', query: '' }] },
  ]);
  const options = ['--header', 'X-Source: cli', '--query', '?b=2', '--json'];
  const changed = await run('new_order', '--deliver', 'order.http', ...options);
  expect(JSON.parse(changed.stdout).deliveries).toMatchObject([{ output: [{ source: 'cli', query: 'b=2' }] }]);
}, 20_000);

test('errors are reported for each delivery, and the next one is delivered', async () => {
  await write('halt.txt', 'halt');
  await write('throttle.txt', 'throttle');
  const files = ['halt.txt', 'throttle.txt', 'order.json'].flatMap((name) => ['--deliver', name]);
  const { code, stdout } = await run('new_order', ...files, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    deliveries: [
      { status: 200, output: [], error: { name: 'HaltedError', message: 'The order is a draft.' } },
      { status: 200, output: [], error: { name: 'ThrottledError', message: 'Too many orders.' } },
      { status: 200, output: [{ id: 9 }] },
    ],
    unsubscribed: true,
  });
  expect(code).toBe(1);
}, 20_000);

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
}, 20_000);

describe('a step that fails', () => {
  test('connecting ends the run', async () => {
    await write('wrong-auth.json', '{"api_key":"other"}');
    const { code, stdout } = await run('new_order', '--auth', 'wrong-auth.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      connection: null,
      hookUrl: null,
      unsubscribed: null,
      errors: [
        {
          step: 'connect',
          name: 'ResponseError',
          message: 'https://api.orders.example/me responded with 401: {"error":"Unknown key."}',
        },
      ],
    });
    expect(code).toBe(1);
  }, 20_000);

  test('connecting without credentials says how to pass them', async () => {
    const { code, stdout } = await runCli(['run', 'new_order', '--app', fixture('orders')], folder);
    expect(stdout).toContain('✗ Not connected: AuthenticationError: The connection needs “API Key” (api_key).');
    expect(stdout).toContain('– Pass credentials with --auth FILE.json.');
    expect(code).toBe(1);
  }, 20_000);

  test('listing does not end the run', async () => {
    api.orders = { orders: [] };
    const { code, stdout } = await run('new_order', '--deliver', 'order.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      list: [],
      deliveries: [{ output: [{ id: 9 }] }],
      unsubscribed: true,
      errors: [
        {
          step: 'list',
          message:
            'triggers.new_order.operation.performList returned an object; a trigger must return an array of objects.',
        },
      ],
    });
    expect(code).toBe(1);
  }, 20_000);

  test('subscribing ends the run, and nothing is delivered', async () => {
    api.subscribeStatus = 422;
    const { code, stdout } = await run('new_order', '--deliver', 'order.json', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      subscription: null,
      deliveries: [],
      unsubscribed: null,
      errors: [
        {
          step: 'subscribe',
          message: 'https://api.orders.example/hooks responded with 422: {"error":"Too many hooks."}',
        },
      ],
    });
    expect(code).toBe(1);
  }, 20_000);

  test('unsubscribing', async () => {
    api.unsubscribeStatus = 500;
    const { code, stdout } = await run('new_order', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ unsubscribed: false, errors: [{ step: 'unsubscribe' }] });
    expect(code).toBe(1);
  }, 20_000);
});

test('input reaches the app', async () => {
  await write('input.json', '{"store":"s1"}');
  const { stdout } = await run('new_order', '--input', 'input.json', '--json');
  expect(JSON.parse(stdout).subscription).toEqual({ id: 'hook-1', store: 's1' });
}, 20_000);

test('what the API sends by itself is a delivery too', async () => {
  api.ping = '{"id":1}';
  const { stdout } = await run('new_order', '--deliver', 'order.json', '--json');
  expect(JSON.parse(stdout).deliveries).toMatchObject([{ output: [{ id: 9 }] }, { output: [{ id: 1 }] }]);
}, 20_000);

test('a static webhook has no subscription, and DELETE pauses it', async () => {
  await write('pause.http', 'DELETE /hooks/1 HTTP/1.1\nX-Id: 1\n');
  const files = ['order.json', 'pause.http', 'order.json'].flatMap((name) => ['--deliver', name]);
  const { code, stdout } = await run('new_refund', ...files, '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    list: [],
    subscription: null,
    hookUrl: expect.stringMatching(HOOK_URL),
    deliveries: [
      { status: 200, output: [{ id: 9, total: 3 }] },
      { status: 200, output: [] },
      { status: 410, output: [], error: { name: 'NotAccepted' } },
    ],
    unsubscribed: null,
  });
  expect(code).toBe(1);
}, 20_000);

test('a polling trigger only lists, and people see three of its items', async () => {
  const { code, stdout } = await run('new_product');
  expect(stdout).toContain('✓ Listed 4 items\n    {\n      "id": 1,\n      "name": "Mug 1"\n    }\n');
  expect(stdout).toContain('"Mug 3"\n    }\n– 1 more with --json\n');
  expect(code).toBe(0);
  const json = JSON.parse((await run('new_product', '--json')).stdout);
  expect(json).toMatchObject({ subscription: null, hookUrl: null, deliveries: [], unsubscribed: null });
  expect(json.list).toHaveLength(4);
}, 20_000);

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
}, 20_000);

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
}, 20_000);

test('Ctrl-C ends a command that does not wait for it, and the app’s process', async () => {
  await write('loop.txt', 'loop');
  const child = spawnCli(argumentsOf('new_order', ['--deliver', 'loop.txt']), folder);
  const output = collectOutput(child);
  while (!output.stdout.includes('Hook URL')) await sleep(20);
  await sleep(500);
  interrupt(child);
  const [code] = await once(child, 'close');
  expect(code).toBe(130);
  // Until no process of the group is left.
  while (isRunning(child)) await sleep(20);
}, 20_000);
