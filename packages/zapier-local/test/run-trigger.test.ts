import type { DeliveryRequest } from '../src/cli/captured-request.ts';
import { findTrigger } from '../src/cli/find-trigger.ts';
import { type OpenedApp, openApp } from '../src/cli/open-app.ts';
import { silentReporter } from '../src/cli/reporter.ts';
import type { RunPlan } from '../src/cli/run-plan.ts';
import { isSuccess } from '../src/cli/run-result.ts';
import { TriggerRun } from '../src/cli/run-trigger.ts';
import { fixture } from './helpers/apps.ts';
import { type OrdersApi, startOrdersApi } from './helpers/orders-api.ts';

let api: OrdersApi;
let app: OpenedApp;

beforeAll(async () => {
  api = await startOrdersApi();
  app = await openApp({ app: fixture('orders'), build: true, api: { 'api.orders.example': api.url } });
});
afterAll(async () => {
  await app.close();
  await api.close();
});
beforeEach(() => {
  api.hooks.clear();
  Object.assign(api, {
    orders: [{ id: 7, total: 12.5 }],
    subscribeStatus: 201,
    unsubscribeStatus: 204,
    ping: undefined,
  });
});

const request = (body: string, options: Partial<DeliveryRequest> = {}): DeliveryRequest => ({
  method: 'POST',
  query: '',
  headers: { 'Content-Type': 'application/json' },
  body: new TextEncoder().encode(body),
  ...options,
});

const run = async (key: string, requests: readonly DeliveryRequest[] = [], options: Partial<RunPlan> = {}) => {
  const trigger = findTrigger(await app.zapier.definition(), key);
  const deliveries = requests.map((one) => ({ name: 'file', request: one }));
  const plan = { key, trigger, authData: { api_key: 'key-1' }, input: {}, deliveries, isStrict: false, ...options };
  const result = await new TriggerRun(app, plan, silentReporter()).run();
  return { ...result, isSuccess: isSuccess(result) };
};

const ORDER = request('{"id":9}');

test('requests have the headers, the query and the method of their file', async () => {
  const headers = { 'X-Source': 'web', 'Content-Type': 'text/plain' };
  const { deliveries } = await run('new_order', [request('{"id":1}', { method: 'PUT', query: 'a=1', headers }), ORDER]);
  expect(deliveries).toMatchObject([
    { status: 200, output: [{ id: 1, source: 'web', type: 'text/plain', query: 'a=1' }] },
    { status: 200, output: [{ id: 9, source: null, type: 'application/json', query: '' }] },
  ]);
});

test('errors are reported for each delivery, and the next one is delivered', async () => {
  expect(await run('new_order', [request('halt'), request('throttle'), ORDER])).toMatchObject({
    deliveries: [
      { status: 200, output: [], error: { name: 'HaltedError', message: 'The order is a draft.' } },
      { status: 200, output: [], error: { name: 'ThrottledError', message: 'Too many orders.' } },
      { status: 200, output: [{ id: 9 }] },
    ],
    unsubscribed: true,
    isSuccess: false,
  });
});

test('a delivery that the app ignores is a success', async () => {
  expect(await run('new_order', [request('{"ignore":true}')])).toMatchObject({
    deliveries: [{ status: 200, output: [] }],
    isSuccess: true,
  });
});

test('what the API sends is a delivery too', async () => {
  api.ping = '{"id":1}';
  const { deliveries } = await run('new_order', [ORDER]);
  expect(deliveries).toMatchObject([{ output: [{ id: 9 }] }, { output: [{ id: 1 }] }]);
});

test('a static webhook has no subscription, and DELETE pauses it', async () => {
  expect(await run('new_refund', [ORDER, request('', { method: 'DELETE' }), ORDER])).toMatchObject({
    list: [],
    subscription: null,
    hookUrl: expect.stringMatching(/^http:.*\/hooks\//),
    deliveries: [
      { status: 200, output: [{ id: 9 }] },
      { status: 200, output: [] },
      { status: 410, output: [], error: { name: 'NotAccepted' } },
    ],
    unsubscribed: null,
    isSuccess: false,
  });
});

test('a polling trigger only lists', async () => {
  const { list, ...result } = await run('new_product', [], { isStrict: true });
  expect(list).toHaveLength(4);
  expect(result).toMatchObject({ subscription: null, hookUrl: null, deliveries: [], unsubscribed: null });
  expect(result.checks?.map(({ code }) => code)).toEqual(['D012', 'D024', 'T004', 'T005']);
});

describe('a step that fails', () => {
  const DELIVERED = [{ status: 200, output: [{ id: 9 }] }];

  test('connecting ends the run', async () => {
    const message = 'https://api.orders.example/me responded with 401: {"error":"Unknown key."}';
    expect(await run('new_order', [ORDER], { authData: { api_key: 'other' } })).toMatchObject({
      connection: null,
      hookUrl: null,
      deliveries: [],
      unsubscribed: null,
      errors: [{ step: 'connect', name: 'ResponseError', message }],
      isSuccess: false,
    });
  });

  test('listing does not end the run', async () => {
    api.orders = { orders: [] };
    const message =
      'triggers.new_order.operation.performList returned an object; a trigger must return an array of objects.';
    expect(await run('new_order', [ORDER])).toMatchObject({
      list: [],
      deliveries: DELIVERED,
      unsubscribed: true,
      errors: [{ step: 'list', message }],
      isSuccess: false,
    });
  });

  test('subscribing ends the run, and nothing is delivered', async () => {
    api.subscribeStatus = 422;
    const message = 'https://api.orders.example/hooks responded with 422: {"error":"Too many hooks."}';
    expect(await run('new_order', [ORDER])).toMatchObject({
      subscription: null,
      deliveries: [],
      unsubscribed: null,
      errors: [{ step: 'subscribe', message }],
      isSuccess: false,
    });
  });

  test('unsubscribing', async () => {
    api.unsubscribeStatus = 500;
    expect(await run('new_order', [ORDER])).toMatchObject({
      deliveries: DELIVERED,
      unsubscribed: false,
      errors: [{ step: 'unsubscribe' }],
      isSuccess: false,
    });
  });
});
