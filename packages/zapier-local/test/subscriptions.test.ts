import { type HandlerError, post, type Zap } from '../src/index.ts';
import { type HookApi, startHookApi } from './helpers/hook-api.ts';
import { jsonRequest, type StartedFixture, startFixture } from './helpers/start-fixture.ts';

let api: HookApi;
let hooks: StartedFixture;

beforeAll(async () => {
  api = await startHookApi();
  hooks = await startFixture('hooks', { API_URL: api.url });
});
afterAll(async () => {
  await hooks.close();
  await api.close();
});
beforeEach(() => {
  api.calls.length = 0;
  api.subscription = {};
  api.status = 201;
});

const subscriptions = () => api.calls.map(({ method, path }) => `${method} ${path.replace(/\d+$/, 'N')}`);
const statusOf = (zap: Zap, method = 'POST') => post(jsonRequest(zap.url, { id: 1 }, method));

describe('a trigger with requests', () => {
  test('subscribes, receives, lists and unsubscribes', async () => {
    api.subscription = { secret: 's' };
    const zap = await hooks.on('templates', { shop: 'north' });
    expect(api.calls).toEqual([{ method: 'POST', path: '/hooks', body: { target: zap.url, shop: 'north' } }]);
    expect(zap.subscription).toEqual({ id: expect.stringMatching(/^hook-\d+$/), secret: 's' });

    const { output } = await hooks.runOf(zap, {});
    expect(output).toMatchObject([{ id: 1, subscribeData: zap.subscription, inputData: { shop: 'north' } }]);
    expect(output[0]).not.toHaveProperty('targetUrl');

    expect(await hooks.zapier.test(zap)).toEqual([{ id: 7, shop: 'north' }]);
    expect(await hooks.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
    expect(api.calls.slice(-1)).toEqual([
      { method: 'DELETE', path: `/hooks/${zap.subscription?.['id']}`, body: { target: zap.url } },
    ]);
    expect(await statusOf(zap)).toBe(410);
  });

  test('stays off when the API refuses', async () => {
    api.status = 500;
    await expect(hooks.on('templates')).rejects.toMatchObject({ name: 'ResponseError' });
  });
});

describe('an expired subscription', () => {
  const inHours = (hours: number) => new Date(hooks.clock.now() + 3_600_000 * hours).toISOString();
  const pass = (hours: number) => hooks.clock.advance(3_600_000 * hours);

  test('is renewed at its expiration date, without the old subscription', async () => {
    const renewals: unknown[] = [];
    hooks.zapier.onRenewal = (zap, error) => renewals.push([zap.trigger, error]);
    api.subscription = { expiration_date: inHours(48) };
    const zap = await hooks.on('functions');
    const first = zap.subscription;
    await pass(47.9);
    expect([renewals, zap.subscription]).toEqual([[], first]);
    api.subscription = { expiration_date: inHours(24) };
    await pass(0.2);
    expect(renewals).toEqual([['functions', undefined]]);
    expect(zap.subscription).not.toEqual(first);
    expect(api.calls.slice(1)).toEqual([{ method: 'POST', path: '/hooks', body: { target: zap.url } }]);
    expect((await hooks.runOf(zap, { id: 1 })).output).toEqual([{ id: 1, querystring: {} }]);

    api.subscription = {};
    await pass(24);
    expect(renewals).toHaveLength(2);
    await pass(1000);
    expect(renewals).toHaveLength(2);
    await hooks.zapier.turnOff(zap);
    expect(subscriptions()).toEqual(['POST /hooks', 'POST /hooks', 'POST /hooks', 'DELETE /hooks/hook-N']);
  });

  test('is not renewed after the Zap was turned off, or twice after it was turned on again', async () => {
    api.subscription = { expiration_date: inHours(1) };
    const zap = await hooks.on('functions');
    await hooks.zapier.turnOff(zap);
    await hooks.zapier.turnOn(zap);
    api.subscription = {};
    await pass(2);
    const other = await hooks.on('functions');
    await hooks.zapier.turnOff(other);
    await pass(2);
    expect(subscriptions()).toEqual([
      'POST /hooks',
      'DELETE /hooks/hook-N',
      'POST /hooks',
      'POST /hooks',
      'POST /hooks',
      'DELETE /hooks/hook-N',
    ]);
  });

  test('whose renewal fails leaves the Zap on, and reports the error', async () => {
    const errors: (HandlerError | undefined)[] = [];
    hooks.zapier.onRenewal = (_, error) => errors.push(error);
    api.subscription = { expiration_date: inHours(1) };
    const zap = await hooks.on('functions');
    api.status = 500;
    await pass(1);
    expect(errors).toMatchObject([{ name: 'ResponseError' }]);
    expect([zap.isOn, await statusOf(zap)]).toEqual([true, 200]);
    await pass(48);
    expect(errors).toHaveLength(1);
  });

  test('that ended in the past is renewed once per minute', async () => {
    api.subscription = { expiration_date: '2020-01-01T00:00:00Z' };
    const zap = await hooks.on('functions');
    await hooks.clock.advance(180_000);
    expect(subscriptions()).toHaveLength(4);
    await hooks.zapier.turnOff(zap);
  });

  test('without a date is not renewed', async () => {
    api.subscription = { expiration_date: 'never' };
    await hooks.on('functions');
    await pass(100_000);
    expect(subscriptions()).toHaveLength(1);
  });
});

describe('a static webhook', () => {
  test.each(['static', 'half', 'other_half'])('calls no method: %s', async (trigger) => {
    const zap = await hooks.on(trigger);
    expect(zap.subscription).toBeUndefined();
    expect((await hooks.runOf(zap, { id: 1 })).output).toEqual([{ id: 1, querystring: {} }]);
    expect(await hooks.zapier.turnOff(zap)).toEqual({ ok: true, results: {} });
  });
});

describe('DELETE to a webhook URL', () => {
  test('pauses the Zap without a run and without unsubscribing', async () => {
    const zap = await hooks.on('functions');
    expect(await statusOf(zap, 'DELETE')).toBe(200);
    expect([zap.isOn, zap.runs]).toEqual([false, []]);
    expect(await statusOf(zap)).toBe(410);
    expect(await statusOf(zap, 'DELETE')).toBe(410);
    expect(subscriptions()).toEqual(['POST /hooks']);
    await hooks.zapier.turnOn(zap);
    expect(await statusOf(zap)).toBe(200);
  });
});

describe('a result', () => {
  const SUBSCRIPTION = '; it must return an object, which Zapier passes on as bundle.subscribeData.';
  const ITEMS = '; a trigger must return an array of objects.';

  test.each([
    ['an array', [{ id: 1 }]],
    ['a string', 'hook-1'],
    ['nothing', null],
    ['nothing', undefined],
  ])('of performSubscribe that is %s is an error', async (kind, subscription) => {
    await expect(hooks.on('returning', { subscription })).rejects.toMatchObject({
      name: 'CheckError',
      message: `triggers.returning.operation.performSubscribe returned ${kind}${SUBSCRIPTION}`,
    });
  });

  test.each([
    ['an object', { id: 1 }],
    ['a string', 'id'],
    ['a boolean', true],
    ['nothing', undefined],
    ['a number as item 2', [{ id: 1 }, 2]],
    ['an array as item 1', [[{ id: 1 }]]],
    ['nothing as item 1', [null]],
  ])('of perform that is %s is an error', async (kind, result) => {
    const run = await hooks.runOf(await hooks.on('returning', { subscription: {} }), { result });
    expect([run.output, run.isOver, run.error]).toMatchObject([
      [],
      true,
      { name: 'CheckError', message: `triggers.returning.operation.perform returned ${kind}${ITEMS}` },
    ]);
  });

  test('of performList that is an object is an error', async () => {
    const zap = await hooks.on('returning', { subscription: {}, list: { id: 1 } });
    await expect(hooks.zapier.test(zap)).rejects.toMatchObject({
      message: `triggers.returning.operation.performList returned an object${ITEMS}`,
    });
  });

  test('of several items is several Zap runs, and one that arrives twice runs twice', async () => {
    const zap = await hooks.on('returning', { subscription: {} });
    const body = { result: [{ id: 1 }, { id: 2 }, { id: 1 }] };
    for (const run of [await hooks.runOf(zap, body), await hooks.runOf(zap, body)])
      expect(run.output).toEqual(body.result);
    expect((await hooks.runOf(zap, { result: [] })).output).toEqual([]);
  });
});
