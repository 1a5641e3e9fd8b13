import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createAppHandler } from 'zapier-platform-core';
import { virtualClock } from '../../sandbox/clock.ts';
import { post } from '../../sandbox/providers/emulator.ts';
import type { HookFault } from '../../sandbox/zapier/ingress.ts';
import { inOwnProcess, inProcess } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import tinyApp from '../helpers/tiny-app.ts';

const { fetch } = globalThis;
let zapier: Zapier;

beforeEach(async () => {
  zapier = await Zapier.start({ lambda: inProcess(createAppHandler(tinyApp)), clock: virtualClock(), environment: {} });
});
afterEach(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const send = async (fault?: HookFault, body = '{}') => {
  const zap = zapier.createZap('pasted', await zapier.connect({ name: 'Ada' }));
  await zapier.turnOn(zap);
  globalThis.fetch = fetch;
  zapier.failHook = () => fault;
  const status = await post({ url: zap.url, method: 'POST', headers: {}, body });
  await zapier.idle();
  return { status, runs: zap.runs };
};

test('the door refuses a request, and the Zap hears nothing of it', async () => {
  expect(await send({ status: 503, isTaken: false })).toEqual({ status: 503, runs: [] });
});

test('the door takes a request in, and its answer is lost', async () => {
  const { status, runs } = await send({ status: 502, isTaken: true });
  expect([status, runs.map(({ output }) => output.length)]).toEqual([502, [1]]);
});

test.each([
  [true, 3],
  ['error' as const, 1],
])('a cache that fails (%s) is asked %d times', async (failure, times) => {
  const asked: string[] = [];
  zapier.services.failCache = (method) => {
    asked.push(method);
    return failure;
  };
  const { runs } = await send(undefined, JSON.stringify({ calls: [['get', 'a']] }));
  expect(asked).toEqual(Array(times).fill('zcache_get'));
  expect(runs[0]?.error?.message).toContain('RPC request failed');
});

test('a process that breaks off its request makes no noise', () => {
  const script = fileURLToPath(new URL('../helpers/breaks-off.ts', import.meta.url));
  const { stdout, stderr } = spawnSync(process.execPath, [script], { encoding: 'utf8' });
  expect([stdout, stderr]).toEqual(['broken off\n', '']);
}, 20_000);

test('a process tells how much it holds, less than before once that is let go', async () => {
  const lambda = inOwnProcess(fileURLToPath(new URL('../helpers/holding-app.ts', import.meta.url)), {}, [
    '--expose-gc',
  ]);
  const hold = (megabytes: number) => lambda.invoke({ command: 'execute', bundle: { megabytes } });
  const before = await lambda.heap();
  await hold(20);
  const holding = await lambda.heap();
  await hold(0);
  const after = await lambda.heap();
  await lambda.close();
  expect(holding - before).toBeGreaterThan(15 * 1024 * 1024);
  expect(after - before).toBeLessThan(5 * 1024 * 1024);
}, 20_000);
