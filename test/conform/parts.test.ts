import { spawnSync } from 'node:child_process';
import { request } from 'node:http';
import { join } from 'node:path';
import { inThisProcess, virtualClock, Zapier } from 'zapier-local';
import { confirmWrites } from '../../sandbox/conform/confirm.ts';
import { listenForHooks } from '../../sandbox/conform/hooks.ts';
import { type ApiRequest, overNetwork, startRecorder } from '../../sandbox/conform/recorder.ts';

const OK = { status: 200, headers: { 'content-type': 'application/json' }, body: '{"ok":true}' };
const BASES = { BUILDR_API_URL: 'https://api.example.com/v1/', BUILDR_TOKEN_URL: 'https://login.example.com/token' };

describe('recorder', () => {
  const open = async (status = 200) => {
    const forwarded: ApiRequest[] = [];
    const recorder = await startRecorder(BASES, async (request) => {
      forwarded.push(request);
      return { ...OK, status };
    });
    return { recorder, forwarded };
  };

  test('a request that changes something and was not confirmed is never sent', async () => {
    const { recorder, forwarded } = await open();
    const url = `${recorder.addressOf('BUILDR_API_URL')}/webhooks`;
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect((await fetch(url, { method })).status).toBe(403);
    expect(forwarded).toEqual([]);
    await recorder.allowing(() => fetch(url, { method: 'POST', body: '{}' }));
    expect(forwarded).toMatchObject([{ method: 'POST', url: 'https://api.example.com/v1/webhooks', body: '{}' }]);
    expect((await fetch(url, { method: 'POST' })).status).toBe(403);
    await recorder.close();
  });

  test('signing in and reading need no confirmation', async () => {
    const { recorder, forwarded } = await open();
    await fetch(recorder.addressOf('BUILDR_TOKEN_URL'), { method: 'POST', body: '{}' });
    await fetch(`${recorder.addressOf('BUILDR_API_URL')}/contacts?page=2`);
    expect(forwarded.map(({ url }) => url)).toEqual([
      'https://login.example.com/token',
      'https://api.example.com/v1/contacts?page=2',
    ]);
    await recorder.close();
  });

  test('no other address can be reached', async () => {
    const { recorder, forwarded } = await open();
    expect((await fetch(recorder.addressOf('FIRESPRING_API_URL'))).status).toBe(404);
    expect(forwarded).toEqual([]);
    await recorder.close();
  });

  test('a missing answer becomes a 502 for the app, and 0 in the record', async () => {
    const { recorder } = await open(0);
    expect((await fetch(recorder.addressOf('BUILDR_API_URL'))).status).toBe(502);
    expect(recorder.exchanges).toMatchObject([{ address: 'BUILDR_API_URL', status: 0 }]);
    await recorder.close();
  });

  test('an unreachable provider is a missing answer', async () => {
    const closed = { method: 'GET', url: 'http://127.0.0.1:1/', headers: {}, body: '' };
    expect(await overNetwork(closed)).toMatchObject({ status: 0 });
  });
});

test('the server for webhooks answers only the tunnel and this machine, and notes how headers are spelled', async () => {
  const app = inThisProcess(async () => ({ results: [] }));
  const zapier = await Zapier.start({ app, clock: virtualClock(), environment: {} });
  const zap = zapier.createZap('a_trigger', { id: 'one', label: '', authData: {} });
  zap.isOn = true;
  const hooks = await listenForHooks(zapier, 0, 'tunnel.example');
  const send = (host: string, path = `/hooks/${zap.id}`): Promise<number | undefined> =>
    new Promise((resolve) => {
      const headers = { Host: host, 'X-Odd-SPELLING': '1' };
      // Not fetch, which sets the Host itself.
      const sent = request(hooks.url + path, { method: 'POST', headers }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.end('{}');
    });
  expect(await send('tunnel.example')).toBe(200);
  expect(await send('localhost')).toBe(200);
  expect(await send('other.example')).toBe(403);
  expect(await send('tunnel.example', '/rpc')).toBe(404);
  await zapier.idle();
  const spelled = expect.arrayContaining(['X-Odd-SPELLING']);
  expect(hooks.namesFor(zap.id)).toEqual([spelled, spelled]);
  await hooks.close();
  await zapier.close();
});

describe('confirmation', () => {
  const writes = { title: 'Create a webhook', requests: ['create', 'delete'] };
  const run = async (yes: boolean, isTerminal: boolean, answer = '') => {
    const said: string[] = [];
    const ask = async (question: string) => {
      said.push(question);
      return answer;
    };
    const isConfirmed = await confirmWrites({ yes, isTerminal, say: (text) => void said.push(text), ask })(writes);
    return { isConfirmed, said };
  };

  test.each([
    ['y', true],
    ['YES', true],
    ['', false],
    ['n', false],
    ['yesterday', false],
  ])('the answer “%s” counts as %s', async (answer, expected) => {
    expect((await run(false, true, answer)).isConfirmed).toBe(expected);
  });

  test('writes are announced before the question, and with --yes too', async () => {
    for (const yes of [true, false]) {
      const { said } = await run(yes, true);
      expect(said.slice(0, 3)).toEqual(['Create a webhook:', '  - create', '  - delete']);
    }
    expect((await run(true, false)).isConfirmed).toBe(true);
  });

  test('without a terminal and without --yes, nothing is confirmed', async () => {
    expect((await run(false, false, 'y')).isConfirmed).toBe(false);
  });
});

test.each([
  [[], 'Choose either a provider or --emulated.'],
  [['basekit', '--emulated'], 'Choose either a provider or --emulated.'],
  [['nobody', '--yes'], 'There is no provider “nobody”'],
  [['basekit', '--password=hunter2-hunter2'], 'Do not pass a secret as an argument'],
  [['basekit', '--public-url', 'http://tunnel.example'], 'Use a URL without a path'],
  [['basekit'], 'There is no BASEKIT_API_URL, BASEKIT_USERNAME, BASEKIT_PASSWORD.'],
])(
  'usage: %j',
  (args, message) => {
    const main = join(import.meta.dirname, '../../sandbox/conform/main.ts');
    const env = { PATH: process.env['PATH'] ?? '' };
    const { status, stderr } = spawnSync('node', [main, ...args], { env, encoding: 'utf8' });
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('hunter2');
    expect(status).toBe(2);
  },
  60_000,
);
