import { Hono } from 'hono';
import { type Listening, listen } from 'zapier-local';
import { guard } from '../../../sandbox/editor/guard.ts';
import { ask, JSON_TYPE } from './ask.ts';

let server: Listening;
let port: string;
let received = 0;

beforeAll(async () => {
  const app = new Hono();
  app.use(guard('sandbox.example'));
  app.get('/', (c) => c.text('the page'));
  app.get('/api/state', (c) => c.text('the state'));
  app.post('/api/send', (c) => {
    received += 1;
    return c.text('sent');
  });
  server = await listen(app);
  ({ port } = new URL(server.url));
});
afterAll(() => server.close());
beforeEach(() => {
  received = 0;
});

const send = (headers: Readonly<Record<string, string>>) =>
  ask(`${server.url}/api/send`, 'POST', { ...JSON_TYPE, ...headers }, '{}');

const own = () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' });

test.each(['localhost', '127.0.0.1', '[::1]', '192.168.1.2', 'sandbox.example'])(
  'accepts requests to the host %s',
  async (name) => {
    expect(await send({ host: `${name}:${port}`, origin: `http://${name}:${port}` })).toMatchObject({ status: 200 });
    expect(received).toBe(1);
  },
);

test('accepts requests of its own page and of tools', async () => {
  expect((await send(own())).status).toBe(200);
  expect((await send({})).status).toBe(200);
  expect(received).toBe(2);
});

test.each([
  [
    'a host name that resolves here by DNS rebinding',
    () => ({ host: 'rebound.example', origin: 'http://rebound.example' }),
  ],
  ['a host name that starts with localhost', () => ({ host: 'localhost.example' })],
  ['a form or script of another site', () => ({ ...own(), origin: 'https://elsewhere.example' })],
  [
    'a page on another port of this machine',
    () => ({ ...own(), origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }),
  ],
  ['a page without an origin', () => ({ ...own(), origin: 'null' })],
  ['a cross-site request of a browser', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['a tunnel that rewrites the Host header', () => ({ ...own(), 'x-forwarded-for': '203.0.113.9' })],
  ['a form, which browsers send without a preflight request', () => ({ ...own(), 'content-type': 'text/plain' })],
])('refuses %s', async (_name, headers) => {
  expect((await send(headers())).status).toBe(403);
  expect(received).toBe(0);
});

test('other sites can link to the page but not to the API', async () => {
  const crossSite = { 'sec-fetch-site': 'cross-site' };
  expect((await ask(`${server.url}/`, 'GET', crossSite)).text).toBe('the page');
  expect((await ask(`${server.url}/api/state`, 'GET', crossSite)).status).toBe(403);
});
