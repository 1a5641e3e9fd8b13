import { Hono } from 'hono';
import { guard } from '../../../sandbox/editor/guard.ts';
import { type Listening, listen } from '../../../sandbox/server.ts';
import { ask, JSON_TYPE } from './ask.ts';

let server: Listening;
let port: string;
let driven = 0;

beforeAll(async () => {
  const app = new Hono();
  app.use(guard('sandbox.example'));
  app.get('/', (c) => c.text('the page'));
  app.get('/api/state', (c) => c.text('the state'));
  app.post('/api/fire', (c) => {
    driven += 1;
    return c.text('fired');
  });
  server = await listen(app);
  ({ port } = new URL(server.url));
});
afterAll(() => server.close());
beforeEach(() => {
  driven = 0;
});

const fire = (headers: Readonly<Record<string, string>>) =>
  ask(`${server.url}/api/fire`, 'POST', { ...JSON_TYPE, ...headers }, '{}');

const own = () => ({ host: `localhost:${port}`, origin: `http://localhost:${port}`, 'sec-fetch-site': 'same-origin' });

test.each(['localhost', '127.0.0.1', '[::1]', '192.168.1.2', 'sandbox.example'])('answers as %s', async (name) => {
  expect(await fire({ host: `${name}:${port}`, origin: `http://${name}:${port}` })).toMatchObject({ status: 200 });
  expect(driven).toBe(1);
});

test('answers its own page, and tools that are no browser', async () => {
  expect((await fire(own())).status).toBe(200);
  expect((await fire({})).status).toBe(200);
  expect(driven).toBe(2);
});

test.each([
  ['a name that points here by DNS rebinding', () => ({ host: 'rebound.example', origin: 'http://rebound.example' })],
  ['a name that only begins like ours', () => ({ host: 'localhost.example' })],
  ['a form or script of another page', () => ({ ...own(), origin: 'https://elsewhere.example' })],
  [
    'a page on another port of this machine',
    () => ({ ...own(), origin: 'http://localhost:1', 'sec-fetch-site': 'same-site' }),
  ],
  ['a page without an origin', () => ({ ...own(), origin: 'null' })],
  ['a browser that says it comes from elsewhere', () => ({ 'sec-fetch-site': 'cross-site' })],
  ['the other end of a tunnel that rewrites Host', () => ({ ...own(), 'x-forwarded-for': '203.0.113.9' })],
  ['a form, which no browser asks about before', () => ({ ...own(), 'content-type': 'text/plain' })],
])('refuses %s', async (_name, headers) => {
  expect((await fire(headers())).status).toBe(403);
  expect(driven).toBe(0);
});

test('lets a link lead to the page, and to nothing else', async () => {
  const foreign = { 'sec-fetch-site': 'cross-site' };
  expect((await ask(`${server.url}/`, 'GET', foreign)).text).toBe('the page');
  expect((await ask(`${server.url}/api/state`, 'GET', foreign)).status).toBe(403);
});
