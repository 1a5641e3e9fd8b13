import { createAppHandler } from 'zapier-platform-core';
import {
  type Attack,
  AttackTarget,
  type Config,
  inThisProcess,
  type Local,
  type OutgoingRequest,
  type RunningEmulator,
  runAttack,
  runChecks,
  startLocal,
} from '../src/index.ts';
import { silenceConsole } from './helpers/console.ts';
import tinyApp from './helpers/tiny-app.ts';

let local: Local;
let target: AttackTarget;

const sender = (more: Partial<RunningEmulator> = {}): RunningEmulator => ({
  key: 'sender',
  triggers: ['pasted'],
  events: () => [{ name: 'thing.created', body: '{"id": 7}' }],
  createRequest: ({ url }, { body }) => ({ url, method: 'POST', headers: {}, body }),
  close: () => undefined,
  ...more,
});

const start = async (emulator = sender()): Promise<void> => {
  const config: Config = { emulators: [() => emulator] };
  local = await startLocal({ app: inThisProcess(createAppHandler(tinyApp)), config });
  const zap = local.zapier.createZap('pasted', await local.connect({ name: 'Ada' }));
  await local.turnOn(zap);
  target = new AttackTarget(local, zap);
};

beforeEach(() => {
  silenceConsole();
  return start();
});

afterEach(async () => {
  await local.close();
  jest.restoreAllMocks();
});

/** An attack that sends a body instead of the genuine one. */
const withBody = (body: object | string, expected: Attack['expected']): Attack => ({
  name: 'Other body',
  expected,
  run: (attacked, genuine) =>
    attacked.send({ ...genuine, body: typeof body === 'string' ? body : JSON.stringify(body) }),
});

test.each([
  ['delivered', { id: 8 }],
  ['ignored', { calls: [] }],
  ['blocked', { throws: 'HaltedError' }],
  ['blocked', { throws: 'Error' }],
  ['delivered', { throws: 'ThrottledError', delay: 60 }],
])('the outcome %s of a body %j', async (outcome, body) => {
  const app = inThisProcess(createAppHandler(tinyApp));
  let calls = 0;
  // The tiny app never returns an empty list, and defers for ever.
  jest.spyOn(local.app, 'invoke').mockImplementation(async (event) => {
    calls += 1;
    if ('calls' in body) return { ok: true, results: [] };
    const isRepeated = 'delay' in body && calls > 1;
    return isRepeated ? { ok: true, results: [{ id: 1 }] } : app.invoke(event);
  });
  expect(await target.send({ ...(await target.genuine()), body: JSON.stringify(body) })).toBe(outcome);
});

test('a request that the webhook URL refuses is blocked', async () => {
  const body = new Uint8Array(11 * 1024 * 1024);
  expect(await target.send({ ...(await target.genuine()), body })).toBe('blocked');
});

test('an attack with the required outcome passes if a genuine delivery follows', async () => {
  expect(await runAttack(withBody({ throws: 'HaltedError' }, 'blocked'), target)).toEqual({
    expected: 'blocked',
    outcome: 'blocked',
    nextDelivery: 'delivered',
    isOk: true,
  });
});

test('an attack with another outcome fails', async () => {
  const result = await runAttack(
    withBody({ id: 8 }, () => 'blocked'),
    target,
  );
  expect(result).toMatchObject({ expected: 'blocked', outcome: 'delivered', isOk: false });
});

test('an attack fails if the genuine delivery after it is lost', async () => {
  await local.close();
  await start(sender({ events: () => [{ name: 'lost', body: '{"throws": "HaltedError"}' }] }));
  const result = await runAttack(withBody({ throws: 'HaltedError' }, 'blocked'), target);
  expect(result).toMatchObject({ outcome: 'blocked', nextDelivery: 'blocked', isOk: false });
});

test('the genuine request is sent after an attack that delivered nothing, otherwise a new one', async () => {
  let created = 0;
  const sent: string[] = [];
  await local.close();
  await start(
    sender({
      createRequest: ({ url }) => {
        created += 1;
        return { url, method: 'POST', headers: {}, body: JSON.stringify({ id: created }) };
      },
    }),
  );
  local.zapier.onRun = (_zap, run) => {
    if (run.isOver) sent.push(String(run.request.content));
  };
  await runAttack(withBody({ throws: 'HaltedError' }, 'blocked'), target);
  await runAttack({ name: 'Replay', expected: 'delivered', run: (one, genuine) => one.send(genuine) }, target);
  expect(sent).toEqual(['{"throws":"HaltedError"}', '{"id":1}', '{"id":2}', '{"id":3}']);
});

test('the rate limit does not apply to attacks, and applies again after them', async () => {
  const flood: Attack = {
    name: 'Flood',
    expected: 'delivered',
    async run(one, genuine) {
      const outcomes: string[] = [];
      for (const _ of Array(50).keys()) outcomes.push(await one.send(genuine));
      return [...new Set(outcomes)].join();
    },
  };
  expect(await runAttack(flood, target)).toMatchObject({ outcome: 'delivered', isOk: true });
  expect(local.zapier.isLimited).toBe(true);
  const broken: Attack = { ...flood, run: () => Promise.reject(new Error('It is broken.')) };
  await expect(runAttack(broken, target)).rejects.toThrow('It is broken.');
  expect(local.zapier.isLimited).toBe(true);
});

test('time passes for Zapier and the emulators without delay', async () => {
  const started = local.clock.now();
  await target.wait(86_400);
  expect(local.clock.now() - started).toBeGreaterThanOrEqual(86_400_000);
});

test('a Zap whose events no emulator sends cannot be attacked', async () => {
  const zap = local.zapier.createZap('subscribed', target.zap.connection);
  expect(() => new AttackTarget(local, zap)).toThrow('No emulator sends events to subscribed');
  await local.close();
  const { createRequest, ...withoutRequests } = sender();
  await start(withoutRequests);
  await expect(target.genuine()).rejects.toThrow('The emulator sender has no createRequest()');
});

test('checks report problems, and an error of their own', async () => {
  const genuine: OutgoingRequest = await target.genuine();
  await target.send(genuine);
  const context = { local, zap: target.zap, emulator: target.emulator, listed: [] };
  const results = await runChecks(
    [
      { name: 'runs', run: ({ zap }) => zap.runs.map(({ request }) => `Received ${request.content}`) },
      { name: 'later', run: async ({ emulator }) => (emulator ? [] : ['There is no emulator.']) },
      { name: 'broken', run: () => Promise.reject(new Error('No network.')) },
    ],
    context,
  );
  expect(results).toEqual([
    { code: 'runs', status: 'failed', messages: ['Received {"id": 7}'] },
    { code: 'later', status: 'passed', messages: [] },
    { code: 'broken', status: 'failed', messages: ['The check itself failed: No network.'] },
  ]);
});
