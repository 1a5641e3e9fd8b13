import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createAppHandler } from 'zapier-platform-core';
import { type HookFault, inChildProcess, inThisProcess, post, virtualClock, Zapier } from '../src/index.ts';
import tinyApp from './helpers/tiny-app.ts';

let zapier: Zapier;

beforeEach(async () => {
  zapier = await Zapier.start({
    app: inThisProcess(createAppHandler(tinyApp)),
    clock: virtualClock(),
    environment: {},
  });
});
afterEach(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const send = async (fault?: HookFault, body = '{}') => {
  const zap = zapier.createZap('pasted', await zapier.connect({ name: 'Ada' }));
  await zapier.turnOn(zap);
  zapier.failHook = () => fault;
  const status = await post({ url: zap.url, method: 'POST', headers: {}, body });
  await zapier.idle();
  return { status, runs: zap.runs };
};

test('a hook that refuses a request does not run the Zap', async () => {
  expect(await send({ status: 503, isReceived: false })).toEqual({ status: 503, runs: [] });
});

test('a hook that accepts a request and loses its response runs the Zap', async () => {
  const { status, runs } = await send({ status: 502, isReceived: true });
  expect([status, runs.map(({ output }) => output.length)]).toEqual([502, [1]]);
});

test.each([
  [true, 3],
  ['error' as const, 1],
])('core calls a cache that fails with %s %d times', async (failure, times) => {
  const methods: string[] = [];
  zapier.services.failCache = (method) => {
    methods.push(method);
    return failure;
  };
  const { runs } = await send(undefined, JSON.stringify({ calls: [['get', 'a']] }));
  expect(methods).toEqual(Array(times).fill('zcache_get'));
  expect(runs[0]?.error?.message).toContain('RPC request failed');
});

test('a process that aborts its request logs nothing', () => {
  const script = fileURLToPath(new URL('./helpers/breaks-off.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['broken off\n', '']);
});

test('a process reports the size of its heap without garbage', async () => {
  const app = inChildProcess(fileURLToPath(new URL('./helpers/holding-app.ts', import.meta.url)), {
    execArgv: ['--expose-gc'],
  });
  const hold = (megabytes: number) => app.invoke({ command: 'execute', bundle: { megabytes } });
  const before = await app.heap();
  await hold(20);
  const holding = await app.heap();
  await hold(0);
  const after = await app.heap();
  await app.close();
  expect(holding - before).toBeGreaterThan(15 * 1024 * 1024);
  expect(after - before).toBeLessThan(5 * 1024 * 1024);
});
