import { type ChildAppProcess, type LoadedApp, listen, loadApp, type Outcome, startApp } from '../src/index.ts';
import { createEvent, fixture } from './helpers/apps.ts';

let app: LoadedApp;
let started: ChildAppProcess;

beforeAll(async () => {
  app = await loadApp(fixture('misbehaving'));
  started = startApp(app, { environment: {}, allow: [], api: {}, timeoutSeconds: 2 });
});
afterAll(async () => {
  await started.close();
  await app.close();
});

const run = (key: string, input: object = {}): Promise<Outcome> => started.invoke(createEvent(key, input));
const errorOf = async (key: string): Promise<{ name: string; message: string }> => {
  const outcome = await run(key);
  if (outcome.ok) throw new Error(`${key} returned ${JSON.stringify(outcome.results)}`);
  return outcome.error;
};
const nameOf = (key: string) => `creates.${key}.operation.perform`;

describe('a result', () => {
  test('can be the response of z.request', async () => {
    const api = await listen({ fetch: () => Response.json({ id: 1 }, { status: 201 }) });
    const outcome = await run('response', { url: `${api.url}/orders` });
    await api.close();
    expect(outcome).toMatchObject({ ok: true, results: { status: 201, data: { id: 1 } } });
  });

  test('is not what an app sends to a parent process', async () => {
    expect(await run('signal')).toMatchObject({ ok: true, results: { id: 1 } });
  });

  test('that is missing is null', async () => {
    expect(await run('nothing')).toMatchObject({ ok: true, results: null });
  });

  test('can be passed to a callback', async () => {
    expect(await run('callback')).toMatchObject({ ok: true, results: { id: 7 } });
  });

  test.each([
    ['bigint', 'Do not know how to serialize a BigInt'],
    ['circular', 'Converting circular structure to JSON'],
    ['circular_list', 'Converting circular structure to JSON'],
    ['deep', 'Maximum call stack size exceeded'],
  ])('that cannot be written as JSON names the method and the reason: %s', async (key, reason) => {
    const { name, message } = await errorOf(key);
    expect([name, message]).toEqual(['NotSerializable', expect.stringContaining(reason)]);
    expect(message).toContain(`The result of ${nameOf(key)} cannot be written as JSON: `);
    expect(message).not.toContain('What happened');
  });

  test('is not blamed for an error of the app’s own JSON', async () => {
    expect(await errorOf('own_json')).toMatchObject({ name: 'TypeError' });
  });
});

describe('a process', () => {
  test('that exits during a call says so, and a new one runs the next call', async () => {
    const { name, message } = await errorOf('exit');
    expect([name, message]).toEqual(['Killed', `The app’s process exited with code 0 during ${nameOf('exit')}.`]);
    expect(await run('callback')).toMatchObject({ ok: true });
  });

  test('that crashes shows its last lines', async () => {
    const { name, message } = await errorOf('crash');
    const first = `The app’s process was ended by SIGABRT during ${nameOf('crash')}.\nThe pool of connections is closed.\n`;
    expect([name, message]).toEqual(['Killed', expect.stringContaining(first)]);
  });

  test.each(['endless', 'forever'])(
    'that takes too long is stopped: %s',
    async (key) => {
      const { name, message } = await errorOf(key);
      expect([name, message]).toEqual([
        'TimedOut',
        `${nameOf(key)} took longer than 2 s. Its process was stopped, as on Zapier.`,
      ]);
      expect(await run('callback')).toMatchObject({ ok: true });
    },
    20_000,
  );

  test('runs in the app’s folder, in UTC and without the environment of this process', async () => {
    const before = started.printed.length;
    const outcome = await run('print');
    expect(outcome).toMatchObject({
      results: {
        folder: fixture('misbehaving'),
        zone: '2026-01-01T00:00:00.000Z',
        keys: expect.arrayContaining(['PATH', 'TZ']),
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('"HOME"');
    expect(started.printed.slice(before)).toEqual(['an order arrived\n']);
  });
});
