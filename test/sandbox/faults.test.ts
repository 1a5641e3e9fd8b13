import { makeApi } from '../../sandbox/providers/api.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { type Listening, listen } from '../../sandbox/server.ts';

const api = makeApi();
let done = 0;
api.app.post('/work', (c) => {
  done += 1;
  return c.text('done', 201);
});
let server: Listening;

beforeAll(async () => {
  server = await listen(api.app);
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

test('an API works where it is not made to fail', async () => {
  expect(await work()).toEqual({ status: 201, text: 'done', header: null });
});

test('a status is answered in place of the work', async () => {
  expect(await work({ status: 503, body: 'no', headers: { 'x-why': 'test' } })).toEqual({
    status: 503,
    text: 'no',
    header: 'test',
  });
  expect(done).toBe(0);
});

test('a connection is cut off after the work was done, and the server goes on in silence', async () => {
  const said = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  await expect(work({ cutOff: true })).rejects.toThrow();
  expect(done).toBe(1);
  expect(api.calls.at(-1)).toMatchObject({ method: 'POST', path: '/work', status: 201 });
  expect(await work()).toMatchObject({ status: 201 });
  expect(said).not.toHaveBeenCalled();
  said.mockRestore();
});

test('a fault strikes as often as it was told to', async () => {
  await work({ status: 500 });
  const response = await fetch(`${server.url}/work`, { method: 'POST' });
  expect(response.status).toBe(201);
});

test('what is secret by its name is covered in the record of calls', async () => {
  await work();
  expect(api.calls.at(-1)?.sent).toBe('{"secret":"••••••","open":1}');
});
