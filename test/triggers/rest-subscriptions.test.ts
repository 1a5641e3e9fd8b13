import type { Zapier } from 'zapier-local';
import { send } from '../../platform/http.ts';
import type { Provider } from '../../providers/provider.ts';
import { restSubscriptions, type WebhookSecret } from '../../providers/rest-subscriptions.ts';
import { createApi } from '../../sandbox/providers/api.ts';
import type { Target } from '../../sandbox/providers/emulator.ts';
import { type Fault, failing } from '../../sandbox/providers/faults.ts';
import { restWebhooks } from '../../sandbox/providers/rest-webhooks.ts';
import { asRecord, asString } from '../../schema/json.ts';
import { captureConsole } from '../helpers/console.ts';
import { startInProcess } from '../helpers/fake-app.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';
import { leaksIn } from '../helpers/leaks.ts';
import { hmacOf, post } from '../helpers/sign.ts';

const ISSUED = 'issued-by-the-server-0123456789';
const CREATED = 'marigold umbrella cathedral window';
const API_KEY = 'the-key-of-the-api-1234';
const BODY = JSON.stringify({ id: 'thing-1', type: 'thing.created', place: 'here', lines: [] });

const servers: { close(): Promise<void> }[] = [];
let printed: string[] = [];
beforeEach(() => {
  printed = captureConsole();
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  jest.restoreAllMocks();
});

/** A provider with a REST API for webhooks, its emulator, and an app with both. */
const start = async (secret: WebhookSecret, issued: Readonly<Record<string, unknown>> = {}) => {
  const api = createApi();
  const targets: Target[] = [];
  const { webhooksPath } = restWebhooks(api, targets, {
    path: '/hooks',
    refusal: 400,
    read: ({ event, url, secret: own }) =>
      typeof url === 'string' ? { url, types: [String(event)], secret: asString(own) ?? ISSUED } : 'url is missing',
    created: ({ id }) => ({ hook: { id, ...issued } }),
    error: (message) => ({ message }),
  });
  const server = await api.listen();
  const { endpoint } = createFakeProviders();
  const { enrich: _enrich, list: _list, ...plain } = endpoint;
  const provider: Provider = {
    ...plain,
    secret: { from: 'subscription', field: 'endpoint_spare' },
    directions: undefined,
    subscriptions: restSubscriptions({
      call: (context, method, path, rest) =>
        send(context, {
          ...rest,
          method,
          url: `${server.url}${path}`,
          headers: { Authorization: `Bearer ${context.auth['endpoint_name'] ?? ''}` },
        }),
      path: () => '/hooks',
      body: ({ type, url }, own) => ({ event: type, url, ...(own && { secret: own }) }),
      id: (data) => asRecord(data['hook'])['id'],
      secret,
    }),
  };
  const event = fakeEvent(provider, 'thing.created', 'endpoint_thing');
  const zapier: Zapier = await startInProcess([{ provider, events: [event] }]);
  servers.push(zapier, server);
  const connection = await zapier.connect({ endpoint_name: API_KEY });
  const zap = zapier.createZap(event.key, connection);
  const fail = (method: string, fault: Fault) => {
    api.fault = failing(method, new RegExp(`^${webhooksPath}`), fault);
  };
  return { api, targets, zapier, zap, fail };
};

const fromApi: WebhookSecret = { from: 'api', read: (data) => asRecord(data['hook'])['signing_secret'] };

test('keeps the secret that the API issues, verifies with it, and logs it nowhere', async () => {
  const { api, targets, zapier, zap } = await start(fromApi, { signing_secret: ISSUED });
  await zapier.turnOn(zap);
  expect(zap.subscription).toEqual({ id: targets[0]?.id, secret: ISSUED });
  const headers = { 'Http-X-Fake-Signature': hmacOf(ISSUED, BODY, 'hex') };
  const genuine = zapier.receive(zap, post(BODY, headers));
  await zapier.idle();
  expect(genuine.output).toMatchObject([{ id: 'thing-1' }]);
  const other = zapier.receive(zap, post(BODY, { 'Http-X-Fake-Signature': hmacOf(CREATED, BODY, 'hex') }));
  await zapier.idle();
  expect(other.error?.name).toBe('HaltedError');
  expect(await zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  expect(targets).toEqual([]);
  const logs = [...zapier.services.logs, ...printed];
  expect(logs.join('\n')).toContain('/hooks');
  expect(leaksIn([...logs, JSON.stringify(api.calls)], [ISSUED])).toEqual([]);
});

test('sends a secret that the app creates, and errors do not repeat it', async () => {
  const { api, targets, zapier, zap, fail } = await start({ from: 'app', create: () => CREATED });
  await zapier.turnOn(zap);
  expect(targets).toMatchObject([{ secret: CREATED, types: ['thing.created'], url: zap.url }]);
  expect(zap.subscription).toEqual({ id: targets[0]?.id, secret: CREATED });
  fail('DELETE', { status: 422, body: { message: `${CREATED} is not known` } });
  const off = await zapier.turnOff(zap);
  expect(off.ok ? '' : off.error.message).toContain('Endpoint refused the request (422)');
  fail('POST', { status: 422, body: { message: `${CREATED} is not accepted` } });
  const error: unknown = await zapier.turnOn(zap).catch((thrown: unknown) => thrown);
  expect(String(error)).toContain('Endpoint refused the request (422)');
  expect(leaksIn([JSON.stringify(off), String(error), ...zapier.services.logs, ...printed], [CREATED])).toEqual([]);
  expect(api.calls.map(({ method }) => method)).toEqual(['POST', 'DELETE', 'POST']);
});

test.each([{}, { signing_secret: '' }, { signing_secret: 17 }, { signing_secret: null }])(
  'deletes a webhook that was created without a secret: %j',
  async (issued) => {
    const { targets, zapier, zap } = await start(fromApi, issued);
    await expect(zapier.turnOn(zap)).rejects.toThrow(
      'Endpoint created the webhook without a signing secret, so it was deleted. Turn the Zap on again. If it happens again, contact Endpoint’s support.',
    );
    expect([targets, zap.isOn]).toEqual([[], false]);
  },
);

test('tells the user to delete a webhook without a secret that cannot be deleted', async () => {
  const { targets, zapier, zap, fail } = await start(fromApi);
  fail('DELETE', { status: 503 });
  await expect(zapier.turnOn(zap)).rejects.toThrow(
    'which could not be deleted. Delete it in Endpoint. Turn the Zap on',
  );
  expect(targets).toHaveLength(1);
});

test('refuses a webhook whose ID is missing or not safe in a path', async () => {
  const { zapier, zap, fail } = await start(fromApi);
  for (const id of [undefined, '', '..', 'a/b', '../../users/1']) {
    fail('POST', { status: 201, body: { hook: { id, signing_secret: ISSUED } } });
    await expect(zapier.turnOn(zap)).rejects.toThrow(
      'Endpoint created the webhook but did not return its ID, so it cannot be deleted later. Turn the Zap on again.',
    );
  }
});
