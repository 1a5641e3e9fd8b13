import { rm } from 'node:fs/promises';
import { findTrigger } from '../src/cli/find-trigger.ts';
import { fixture, writeApp } from './helpers/apps.ts';
import { runCli } from './helpers/cli.ts';

const APP = ['--app', fixture('orders')];

test('triggers lists keys, labels, kinds and operations', async () => {
  const { code, stdout } = await runCli(['triggers', ...APP]);
  expect(stdout).toBe(`KEY          LABEL           KIND             OPERATIONS
new_order    New Order       REST hook        perform, performList, performSubscribe, performUnsubscribe
new_refund   New Refund      static           perform
new_product  New Product     polling          perform
store_list   List of Stores  polling, hidden  perform
`);
  expect(code).toBe(0);
});

test('triggers --json', async () => {
  const { stdout } = await runCli(['triggers', ...APP, '--json']);
  expect(JSON.parse(stdout)).toEqual(
    expect.arrayContaining([
      {
        key: 'new_order',
        label: 'New Order',
        kind: 'REST hook',
        hidden: false,
        operations: ['perform', 'performList', 'performSubscribe', 'performUnsubscribe'],
      },
      { key: 'store_list', label: 'List of Stores', kind: 'polling', hidden: true, operations: ['perform'] },
    ]),
  );
});

describe('a key that is no trigger', () => {
  const trigger = (key: string, display = {}) => ({
    key,
    noun: 'X',
    display: { label: key, description: '', hidden: false, ...display },
    operation: {},
  });
  const definition = {
    version: '1.0.0',
    triggers: {
      store_list: trigger('store_list', { hidden: true }),
      new_order: trigger('new_order'),
      new_refund: trigger('new_refund'),
    },
    searches: {},
    creates: { create_order: trigger('create_order') },
    searchOrCreates: {},
    flags: {},
  };

  test.each([
    ['nw_order', 'This app has no trigger nw_order. Did you mean new_order? Its triggers: new_order, '],
    ['NewRefund', 'This app has no trigger NewRefund. Did you mean new_refund? Its triggers: '],
    ['x', 'This app has no trigger x. Its triggers: new_order, new_refund, store_list.'],
    ['toString', 'This app has no trigger toString. Its triggers: '],
    ['create_order', 'create_order is an action, not a trigger. Its triggers: '],
  ])('%s', (key, message) => {
    expect(() => findTrigger(definition, key)).toThrow(message);
  });

  test('in an app without triggers', () => {
    expect(() => findTrigger({ ...definition, triggers: {} }, 'x')).toThrow('This app has no triggers.');
  });
});

test.each([
  ['an unknown key', ['run', 'nw_order', ...APP], 'Did you mean new_order?'],
  [
    'a delivery to a polling trigger',
    ['run', 'new_product', ...APP, '--deliver', fixture('orders/package.json')],
    'new_product is a polling trigger. It has no webhook URL for --deliver and --keep.',
  ],
  ['a missing file', ['run', 'new_order', ...APP, '--deliver', 'none.json'], 'none.json: The file does not exist.'],
  ['a folder without an app', ['triggers', '--app', fixture('.')], 'is not the folder of a Zapier integration'],
  ['a missing folder', ['triggers', '--app', 'none'], '--app none: The folder does not exist.'],
  ['a host with a space', ['triggers', ...APP, '--allow', 'a b'], 'a b is not a host.'],
  [
    'an option of the wrong form',
    ['triggers', ...APP, '--env', 'A'],
    "Option '--env <NAME=VALUE>' argument 'A' is invalid. Use the form NAME=VALUE.",
  ],
  ['a header of the wrong form', ['run', 'new_order', '--header', 'X'], 'Use the form “Name: value”'],
  ['a header name with a bracket', ['run', 'new_order', '--header', 'X(1): 1'], 'Use the form “Name: value”'],
  ['a header of the connection', ['run', 'new_order', '--header', 'Content-Length: 5'], 'has its own Content-Length.'],
  ['a header that HTTP cannot send', ['run', 'new_order', '--header', 'X: ☃'], 'Only Latin-1 characters can be sent.'],
  ['a missing key', ['run'], "Missing required argument 'key'."],
  ['an unknown option', ['run', 'new_order', '--josn'], "Unknown option '--josn'\n(Did you mean --json?)"],
  ['an unknown command', ['foo'], "Unknown command 'foo'."],
])(
  '%s is a usage error',
  async (_, args, message) => {
    const { code, stdout, stderr } = await runCli(args);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^✗ /);
    expect([code, stdout]).toEqual([2, '']);
  },
  20_000,
);

test('an app that cannot be loaded is a failure, not a usage error', async () => {
  const { code, stderr } = await runCli(['triggers', '--app', 'index.js'], fixture('orders'));
  expect(stderr).toMatch(/^✗ .*It is not a zip/);
  expect(code).toBe(1);
});

test.each([
  [['--help'], /Examples:\n {2}zapier-local triggers\n/],
  [['run', '--help'], /--keep .*\n[\s\S]*Examples:\n {2}zapier-local run new_order --auth auth\.json/],
  [['triggers', '--help'], /Examples:\n {2}zapier-local triggers\n/],
  [['--version'], /^\d+\.\d+\.\d+\n$/],
])('%j', async (args, text) => {
  const { code, stdout } = await runCli(args);
  expect(stdout).toMatch(text);
  expect(code).toBe(0);
});

test('environment variables of files and options reach the app before it is imported', async () => {
  const folder = await writeApp({
    'package.json': { name: 'settings', version: '1.0.0' },
    'index.js': `
      const { A, B, C } = process.env;
      const trigger = { key: 'new', noun: 'X', display: { label: [A, B, C].join(), description: '.' }, operation: {} };
      module.exports = { version: '1.0.0', platformVersion: '19.1.0', triggers: { new: trigger } };`,
    '1.env': 'A=1\nB=1\nC=1',
    '2.env': "B='2 2'\nC=2",
  });
  const options = ['--env-file', '1.env', '--env-file', '2.env', '--env', 'C=3=3', '--json'];
  const { stdout } = await runCli(['triggers', ...options], folder);
  expect(JSON.parse(stdout)).toMatchObject([{ label: '1,2 2,3=3', kind: 'polling' }]);
  await rm(folder, { recursive: true, force: true });
});
