import { setTimeout as sleep } from 'node:timers/promises';
import type { Listening } from 'zapier-local';
import { createApi } from '../../sandbox/providers/api.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';

const api = createApi();
let done = 0;
api.app.post('/work', (c) => {
  done += 1;
  return c.text('done', 201);
});
let server: Listening;

beforeAll(async () => {
  server = await api.listen();
});

beforeEach(() => {
  done = 0;
});

afterAll(() => server.close());

const work = async (fault?: Fault) => {
  api.fault = fault ? failing('POST', /^\/work$/, fault, 1) : () => undefined;
  const response = await fetch(`${server.url}/work`, { method: 'POST', body: '{"secret": "hidden", "open": 1}' });
  return { status: response.status, text: await response.text(), header: response.headers.get('x-why') };
};

test('an API without a fault works', async () => {
  expect(await work()).toEqual({ status: 201, text: 'done', header: null });
});

test('a fault with a status responds without doing the work', async () => {
  expect(await work({ status: 503, body: 'no', headers: { 'x-why': 'test' } })).toEqual({
    status: 503,
    text: 'no',
    header: 'test',
  });
  expect(done).toBe(0);
});

test('a cut-off closes the connection after the work, and the server logs nothing', async () => {
  const logged = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await expect(work({ cutOff: true })).rejects.toThrow();
  expect(done).toBe(1);
  expect(api.calls.at(-1)).toMatchObject({ method: 'POST', path: '/work', status: 201 });
  expect(await work()).toMatchObject({ status: 201 });
  expect(logged).not.toHaveBeenCalled();
  logged.mockRestore();
});

test('a fault applies the given number of times', async () => {
  await work({ status: 500 });
  const response = await fetch(`${server.url}/work`, { method: 'POST' });
  expect(response.status).toBe(201);
});

test('the record of calls masks secrets', async () => {
  await work();
  expect(api.calls.at(-1)?.requestBody).toBe('{"secret":"••••••","open":1}');
});

test('closing the server ends a fault that is waiting', async () => {
  const slow = createApi();
  const asked = new Promise<void>((resolve) => {
    slow.fault = () => {
      resolve();
      return { delay: 60_000 };
    };
  });
  const { url, close } = await slow.listen();
  const response = fetch(`${url}/work`);
  await asked;
  await Promise.all([close(), expect(response).rejects.toThrow()]);
  // A call is recorded when its handler has finished.
  for (let tries = 0; slow.calls.length === 0 && tries < 100; tries += 1) await sleep(10);
  expect(slow.calls).toHaveLength(1);
});
