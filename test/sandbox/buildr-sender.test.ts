import { Webhook } from 'standardwebhooks';
import { type VirtualClock, virtualClock } from 'zapier-local';
import { startBuildr } from '../../sandbox/providers/buildr.ts';
import { type Receiver, startReceiver } from '../helpers/receiver.ts';
import { standardSecret } from '../helpers/sign.ts';

const SECRET = standardSecret(Buffer.from('a key of thirty-two bytes in all'));
const BODY = '{"id": 2279, "url": "https://example.com/contacts/2279"}';
const DAYS = 30 * 86_400_000;

let clock: VirtualClock;
let receiver: Receiver;
let buildr: Awaited<ReturnType<typeof startBuildr>>;

const call = async (method: string, path: string, token: string, body?: object) => {
  const response = await fetch(buildr.url + path, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, data: text ? JSON.parse(text) : undefined };
};

const logIn = async (changes: object = {}) => {
  const { buildr_client_id: client_id, buildr_client_secret: client_secret } = buildr.credentials;
  const form = { grant_type: 'client_credentials', client_id, client_secret, ...changes };
  return call('POST', '/oauth/token', '', form);
};

const subscribe = async (types: readonly string[] = ['contact.create']) => {
  const { data } = await logIn();
  const webhook = { url: `${receiver.url}/hook`, filter_types: types, secret: SECRET };
  return {
    token: String(data.access_token),
    ...(await call('POST', '/api/2023-01/webhooks', data.access_token, { webhook })),
  };
};

beforeEach(async () => {
  clock = virtualClock();
  receiver = await startReceiver(clock);
  buildr = await startBuildr(clock);
});

afterEach(async () => {
  await buildr.close();
  await receiver.close();
});

const seconds = () => receiver.arrivals.map(({ at }) => at / 1000);

test('failed deliveries are re-sent on Svix’s schedule, with the same ID and a new signature', async () => {
  await subscribe();
  receiver.answers = { '/hook': 500 };
  await buildr.send('contact.create', BODY);
  await clock.advance(DAYS);
  expect(seconds()).toEqual([0, 5, 305, 2105, 9305, 27_305, 63_305, 99_305]);
  expect(new Set(receiver.arrivals.map(({ headers }) => headers['svix-id'])).size).toBe(1);
  for (const { headers, body } of receiver.arrivals) {
    const standard = Object.entries(headers).map(([name, value]) => [name.replace('svix-', 'webhook-'), value]);
    expect(new Webhook(SECRET).verify(body, Object.fromEntries(standard))).toEqual(JSON.parse(BODY));
  }
});

test.each([
  [200, 1],
  [204, 1],
  [410, 1],
  [301, 8],
  [404, 8],
])('a response of %d leads to %d attempts', async (status, tries) => {
  await subscribe();
  receiver.answers = { '/hook': status };
  await buildr.send('contact.create', BODY);
  await clock.advance(DAYS);
  expect(receiver.arrivals).toHaveLength(tries);
});

test('each event has its own ID, and only subscribed events are sent', async () => {
  await subscribe(['contact.create']);
  await buildr.send('contact.create', BODY);
  await buildr.send('contact.create', BODY);
  await buildr.send('contact.update', BODY);
  expect(new Set(receiver.arrivals.map(({ headers }) => headers['svix-id'])).size).toBe(2);
  expect(receiver.arrivals).toHaveLength(2);
});

test('a deleted webhook receives nothing more', async () => {
  const { token, data } = await subscribe();
  receiver.answers = { '/hook': 500 };
  await buildr.send('contact.create', BODY);
  expect((await call('DELETE', `/api/2023-01/webhooks/${data.webhook.id}`, token)).status).toBe(204);
  expect((await call('DELETE', `/api/2023-01/webhooks/${data.webhook.id}`, token)).status).toBe(404);
  await clock.advance(DAYS);
  expect(receiver.arrivals).toHaveLength(1);
});

test('a token is valid for one hour', async () => {
  const { token } = await subscribe();
  await clock.advance(3_599_999);
  expect((await call('GET', '/api/2023-01/contacts', token)).status).toBe(200);
  await clock.advance(1);
  expect((await call('GET', '/api/2023-01/contacts', token)).status).toBe(401);
});

test('wrong credentials and unknown event types are refused, and responses never contain the secret', async () => {
  expect((await logIn({ client_secret: 'wrong' })).status).toBe(401);
  expect((await subscribe(['project.create'])).status).toBe(422);
  const { status, data } = await subscribe();
  expect(status).toBe(201);
  expect(JSON.stringify(data)).not.toContain(SECRET);
});
