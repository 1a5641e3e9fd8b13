import { Hono } from 'hono';
import { type ChildAppProcess, type Listening, type LoadedApp, listen, loadApp, startApp } from '../src/index.ts';
import { createEvent, fixture } from './helpers/apps.ts';

/** Reserved: the system sends no packet to it, should the limit fail. */
const ADDRESS = '240.0.0.1';
const CONNECTING = [
  'z.request',
  'request',
  'request without agent',
  'fetch',
  'fetch, message only',
  'net',
  'tls',
  'tls over net',
  'new Socket',
  'udp',
  'udp, own lookup',
  'rejected by a library',
] as const;
const NAMING = ['lookup', 'dns.promises.lookup', 'resolve', 'Resolver'] as const;

let stub: Listening;
let app: LoadedApp;
let started: ChildAppProcess;

beforeAll(async () => {
  const answer = new Hono().all('*', async (c) => {
    const { method, path } = c.req;
    return c.text([method, c.req.header('host'), path, await c.req.text()].join(' '));
  });
  stub = await listen(answer);
  app = await loadApp(fixture('network'));
  started = startApp(app, { environment: {}, allow: ['192.0.2.7'], api: { 'api.example.com': stub.url } });
});
afterAll(async () => {
  await started.close();
  await app.close();
  await stub.close();
});

const connect = (way: string, url: string) => started.invoke(createEvent('connect', { way, url }));

describe('a host that is not on this machine', () => {
  test.each([
    ...CONNECTING.map((way) => [way, 'https://other.example.com/orders', 'other.example.com'] as const),
    ...NAMING.map((way) => [way, 'https://Other.Example.com', 'other.example.com'] as const),
    ...CONNECTING.map((way) => [way, `https://${ADDRESS}/orders`, ADDRESS] as const),
    ['fetch', 'https://[2001:db8::1]/orders', '2001:db8::1'] as const,
    ['request', 'http://other.example.com/orders', 'other.example.com'] as const,
  ])('is refused by name, with the options: %s %s', async (way, url, host) => {
    const outcome = await connect(way, url);
    const sentence = `${host} is not on this machine. Allow it with --allow ${host}, or send its requests to a stub with --api ${host}=http://localhost:3000.`;
    expect(outcome).toMatchObject({ ok: false, error: { message: expect.stringContaining(sentence) } });
  });
});

describe('a host with a stub', () => {
  test.each([
    ['z.request', 'POST api.example.com /v1/orders {"id":1}'],
    ['request', 'POST api.example.com /v1/orders {"id":1}'],
    ['request without agent', 'POST api.example.com /v1/orders {"id":1}'],
    ['get, twice', 'GET api.example.com /v1/orders '],
    ['fetch', 'POST api.example.com /v1/orders {"id":1}'],
    ['tls', 'GET api.example.com /v1/orders '],
    ['tls over net', 'GET api.example.com /v1/orders '],
  ])('gets requests with their host and path, without TLS: %s', async (way, body) => {
    expect(await connect(way, 'https://api.example.com/v1/orders')).toMatchObject({ results: { status: 200, body } });
  });

  test.each(['z.request', 'request', 'fetch', 'net', 'new Socket'])('gets requests of plain HTTP: %s', async (way) => {
    expect(await connect(way, 'http://api.example.com:8080/v1/orders')).toMatchObject({
      results: { status: 200, body: expect.stringContaining(' api.example.com:8080 /v1/orders') },
    });
  });

  test.each(['lookup', 'dns.promises.lookup'])('has its address: %s', async (way) => {
    expect(await connect(way, 'https://api.example.com')).toMatchObject({ ok: true });
  });
});

describe('this machine', () => {
  test('is found by Node’s lookup, and not by that of the app', async () => {
    const { port } = new URL(stub.url);
    expect(await connect('own lookup', `http://localhost:${port}/orders`)).toMatchObject({ results: { status: 200 } });
  });

  test.each(['lookup', 'dns.promises.lookup'])('has names that no DNS server is asked for: %s', async (way) => {
    const outcome = await connect(way, 'http://no-such-name.localhost');
    expect(outcome).toMatchObject({ ok: true, results: { address: expect.stringMatching(/^(?:127\.0\.0\.1|::1)$/) } });
  });

  test.each(['127.0.0.1', 'localhost', '127.1', '[::ffff:127.0.0.1]'])('can be reached as %s', async (host) => {
    for (const way of ['z.request', 'request', 'fetch', 'net']) {
      const url = new URL('/orders', stub.url);
      url.hostname = host;
      expect(await connect(way, url.href)).toMatchObject({ results: { status: 200 } });
    }
  });
});

test('an allowed host can be reached', async () => {
  const outcome = await connect('lookup', 'http://192.0.2.7');
  expect(outcome).toMatchObject({ ok: true, results: { address: '192.0.2.7' } });
});

test.each([
  [{ allow: ['https://api.example.com/v1', 'API.example.com:443', '::1'], api: {} }, undefined],
  [{ allow: ['api example'], api: {} }, 'api example is not a host. Use a host name, such as api.example.com.'],
  [{ allow: [''], api: {} }, ' is not a host.'],
  [
    { allow: [], api: { 'api.example.com': 'localhost:3000' } },
    'The stub of api.example.com cannot be localhost:3000.',
  ],
  [{ allow: [], api: { 'api.example.com': 'https://localhost:3000' } }, 'Use http:// with a host and a port'],
  [{ allow: [], api: { 'api.example.com': 'http://localhost:3000/v1' } }, 'requests keep their path'],
])('options are checked before the app starts: %j', async (rules, message) => {
  const start = () => startApp(app, { environment: {}, ...rules });
  if (message === undefined) await start().close();
  else
    expect(start).toThrow(expect.objectContaining({ name: 'OptionError', message: expect.stringContaining(message) }));
});
