import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inChildProcess, KILLED } from '../src/index.ts';
import { silenceConsole } from './helpers/console.ts';
import { startTinyZapier, type TinyZapier } from './helpers/tiny-zapier.ts';

let tiny: TinyZapier;

beforeAll(() => silenceConsole());
afterAll(() => jest.restoreAllMocks());
beforeEach(async () => {
  tiny = await startTinyZapier();
});
afterEach(() => tiny.zapier.close());

describe('a delivery', () => {
  test.each([
    [7, 7],
    [300, 300],
    [3000, 300],
  ])('that is throttled for %d s is retried once after %d s', async (delay, seconds) => {
    const run = await tiny.runOf(await tiny.on(), { throws: 'ThrottledError', delay });
    expect([run.calls, run.isOver, run.error?.name]).toEqual([1, false, 'ThrottledError']);
    await tiny.clock.advance(1000 * seconds - 1);
    expect(run.calls).toBe(1);
    await tiny.clock.advance(1);
    expect([run.calls, run.isOver, run.error?.name]).toEqual([2, true, 'ThrottledError']);
    await tiny.clock.advance(86_400_000);
    expect(run.calls).toBe(2);
  });

  test.each(['HaltedError', 'AppError'])('that ends with a %s is not retried', async (name) => {
    const run = await tiny.runOf(await tiny.on(), { throws: name === 'AppError' ? 'Error' : name });
    await tiny.clock.advance(86_400_000);
    expect([run.calls, run.isOver, run.error?.name]).toEqual([1, true, name]);
  });

  test('that needs a new session is retried once with a new one', async () => {
    const zap = await tiny.on();
    const run = await tiny.runOf(zap, { renew: 'once' });
    expect([run.calls, run.error, run.output[0]?.['authData']]).toEqual([
      2,
      undefined,
      { name: 'Ada', session: 'new' },
    ]);
    expect(tiny.connection.authData).toEqual({ name: 'Ada', session: 'new' });
    const again = await tiny.runOf(zap, { renew: 'always' });
    expect([again.calls, again.error?.name]).toEqual([2, 'RefreshAuthError']);
  });

  test('whose session cannot be renewed ends with the error of the session', async () => {
    const zap = await tiny.on();
    tiny.connection.authData = { name: 'unknown' };
    const { calls, error } = await tiny.runOf(zap, { renew: 'once' });
    expect([calls, error?.name, error?.message]).toEqual([1, 'AppError', expect.stringContaining('Unknown account.')]);
  });

  test('whose process dies is repeated up to five calls', async () => {
    const zap = await tiny.on();
    const dead = { ok: false as const, error: { name: KILLED, message: '', stack: '' } };
    const invoke = jest.spyOn(tiny.app, 'invoke').mockResolvedValueOnce(dead);
    expect(await tiny.runOf(zap, {})).toMatchObject({ calls: 2, output: [{ id: 1 }] });
    invoke.mockResolvedValue(dead);
    expect(await tiny.runOf(zap, {})).toMatchObject({ calls: 5, isOver: true, output: [], error: { name: KILLED } });
    invoke.mockRestore();
  });

  test('whose process is killed is repeated in a new process', async () => {
    const file = fileURLToPath(new URL('./helpers/tiny-app.ts', import.meta.url));
    const own = await startTinyZapier(inChildProcess(file));
    const zap = await own.on();
    expect(await own.send(zap, { hangs: true })).toBe(200);
    while (own.zapier.services.cache.size() === 0) await sleep(10);
    own.app.kill();
    await own.zapier.idle();
    expect(zap.runs).toMatchObject([{ calls: 2, isOver: true, output: [{ id: 1 }] }]);
    expect(zap.runs[0]?.error).toBeUndefined();
    await own.zapier.close();
    // Starting two processes takes long on a busy machine.
  });
});

describe('a Zap', () => {
  test('passes its subscription to every delivery but not to “Test trigger”', async () => {
    const zap = await tiny.on('subscribed');
    const subscription = { id: 'sub-1', targetUrl: zap.url };
    const { output } = await tiny.runOf(zap, {});
    expect(output[0]).toMatchObject({ subscribeData: subscription, zap: { id: zap.id } });
    expect(output[0]).not.toHaveProperty('targetUrl');
    const [item] = await tiny.zapier.test(zap);
    expect(item).toMatchObject({ id: 1, zap: { id: zap.id } });
    expect(Object(item)).not.toHaveProperty('subscribeData.id');
  });

  test('can omit its ID, which Zapier marks as deprecated', async () => {
    tiny.zapier.includesZapId = false;
    expect((await tiny.runOf(await tiny.on(), {})).output[0]).not.toHaveProperty('zap.id');
  });

  test('stays off if it cannot subscribe, and turns off even if it cannot unsubscribe', async () => {
    const refused = tiny.zapier.createZap('subscribed', tiny.connection, { refuse: true });
    await expect(tiny.zapier.turnOn(refused)).rejects.toThrow('No more webhooks.');
    expect([refused.isOn, await tiny.send(refused, {})]).toEqual([false, 410]);
    const zap = await tiny.on('subscribed');
    expect(await tiny.zapier.turnOff(zap)).toMatchObject({ ok: false });
    expect([zap.isOn, await tiny.send(zap, {})]).toEqual([false, 410]);
  });
});

describe('a connection', () => {
  test('has a session and a label', () => {
    expect(tiny.connection).toMatchObject({ label: 'Ada (old)', authData: { name: 'Ada', session: 'old' } });
  });

  test.each([
    ['unknown', 'Unknown account.'],
    ['locked', 'Locked account.'],
  ])('that fails throws the message for the user: %s', async (name, message) => {
    await expect(tiny.zapier.connect({ name })).rejects.toMatchObject({ message });
  });
});

describe('an action', () => {
  test('returns its output, with a renewed session if it asks for one', async () => {
    expect(await tiny.zapier.create('echo', tiny.connection, { text: 'hello' })).toEqual({
      text: 'hello',
      session: 'old',
    });
    expect(await tiny.zapier.create('echo', tiny.connection, { text: 'renew' })).toEqual({
      text: 'renew',
      session: 'new',
    });
  });

  test('that fails throws the error of the Zap’s history', async () => {
    await expect(tiny.zapier.create('echo', tiny.connection, { text: 'fail' })).rejects.toMatchObject({
      name: 'AppError',
      message: 'A sentence.',
    });
    await expect(tiny.zapier.create('echo', tiny.connection, { text: 'halt' })).rejects.toMatchObject({
      name: 'HaltedError',
    });
  });
});
