import { captureConsole } from '../helpers/console.ts';
import { type FakeApp, startFakeApp } from '../helpers/fake-app.ts';
import { FAKE_SECRET } from '../helpers/fake-providers.ts';
import { messageOf } from '../helpers/runs.ts';

let app: FakeApp;
let printed: string[];
beforeAll(async () => {
  printed = captureConsole();
  app = await startFakeApp();
});
afterAll(async () => {
  await app.zapier.close();
  jest.restoreAllMocks();
});

const otherConnection = { id: 'connection-2', label: '', authData: { pasted_secret: FAKE_SECRET } };
const methodOf = (name: string) => `triggers.endpoint_thing.operation.${name}`;
const newestSubscription = () => ({ id: `subscription-${app.answers.subscribed.length}`, secret: FAKE_SECRET });

describe('subscribe', () => {
  test('The provider receives the event’s type, the URL and the inputs', async () => {
    const zap = await app.turnOn('endpoint_thing', { note: 'mine' });
    expect(app.answers.subscribed.at(-1)).toEqual({ type: 'thing.created', url: zap.url, input: { note: 'mine' } });
    expect(zap.subscription).toEqual(newestSubscription());
  });

  test('A connection without the provider’s fields is an error that names them', async () => {
    const { length } = app.answers.subscribed;
    await expect(app.turnOn('endpoint_thing', {}, otherConnection)).rejects.toThrow('“Endpoint Name” is missing.');
    expect(app.answers.subscribed).toHaveLength(length);
  });

  test('A call without a URL is an error', async () => {
    const { length } = app.answers.subscribed;
    const outcome = await app.zapier.call(methodOf('performSubscribe'), {}, app.connection);
    if (outcome.ok) throw new Error('The call did not fail');
    expect(messageOf(outcome)).toBe('Zapier provided no webhook URL. Turn the Zap off and on again.');
    expect(app.answers.subscribed).toHaveLength(length);
  });
});

describe('unsubscribe', () => {
  const turnOff = async (response: FakeApp['answers']['unsubscribe']) => {
    const zap = await app.turnOn('endpoint_thing');
    app.answers.unsubscribe = response;
    printed.length = 0;
    return app.zapier.turnOff(zap);
  };

  test.each([
    { kind: 'ok', status: 204, data: undefined },
    { kind: 'refused', status: 404, message: 'Not found.' },
    { kind: 'refused', status: 410, message: 'Gone.' },
  ] as const)('Succeeds when the provider answers $status', async (response) => {
    expect(await turnOff(response)).toEqual({ ok: true, results: {} });
    expect(app.answers.unsubscribed.at(-1)).toEqual(newestSubscription());
    expect(printed).toEqual([]);
  });

  test.each([
    { kind: 'unavailable', cause: 'could not be reached' },
    { kind: 'throttled', seconds: 7 },
  ] as const)('Succeeds and logs the subscription when the provider is $kind', async (response) => {
    expect(await turnOff(response)).toEqual({ ok: true, results: {} });
    const { id } = newestSubscription();
    expect(printed).toEqual([`Endpoint did not delete subscription ${id}. Its deliveries will get a 410.`]);
  });

  test.each([400, 403, 409, 411, 500])('Fails with the provider’s message when it refuses with %i', async (status) => {
    const outcome = await turnOff({ kind: 'refused', status, message: 'Not allowed.' });
    if (outcome.ok) throw new Error('The call did not fail');
    expect(outcome.error.name).toBe('AppError');
    expect(messageOf(outcome)).toContain('Endpoint said: “Not allowed.”.');
  });

  test.each([undefined, {}, { id: '' }])('Does not call the provider for the subscription %j', async (data) => {
    const { length } = app.answers.unsubscribed;
    const bundle = data === undefined ? {} : { subscribeData: data };
    expect(await app.zapier.call(methodOf('performUnsubscribe'), bundle, app.connection)).toEqual({
      ok: true,
      results: {},
    });
    expect(app.answers.unsubscribed).toHaveLength(length);
  });
});

describe('list', () => {
  const { newest, older } = { newest: { id: 'newest' }, older: { id: 'older' } };
  const sample = { id: 'thing-1', type: 'thing.created', place: 'here', lines: [{ count: 1 }], color: 'green' };
  const list = (trigger: string, connection = app.connection) =>
    app.zapier.test(app.zapier.createZap(trigger, connection));

  test.each([
    { name: 'records', records: [newest, older], items: [newest, older] },
    { name: 'no records', records: [], items: [sample] },
    { name: 'no list', records: undefined, items: [sample] },
  ])('A provider with $name shows them or the sample', async ({ records, items }) => {
    app.answers.list = records;
    expect(await list('endpoint_thing')).toEqual(items);
  });

  test('A provider without an API shows the sample', async () => {
    expect(await list('pasted_thing')).toEqual([sample]);
  });

  test('A connection without the provider’s fields is an error that names them', async () => {
    await expect(list('endpoint_thing', otherConnection)).rejects.toThrow('“Endpoint Name” is missing.');
  });
});

describe('unexpected error', () => {
  const subscribeData = { id: 'subscription-0', secret: FAKE_SECRET };

  test.each([
    ['performSubscribe', 'AppError'],
    ['performUnsubscribe', 'AppError'],
    ['performList', 'AppError'],
    // Halted, because a sender may have caused it.
    ['perform', 'HaltedError'],
  ])('%s replaces it with a %s', async (method, name) => {
    const rawRequest = app.signed(app.bodyOf());
    const bundle = { targetUrl: 'https://hooks.example.com/1', subscribeData, rawRequest, cleanedRequest: {} };
    app.answers.error = new Error(`Failed with ${FAKE_SECRET}`);
    const outcome = await app.zapier.call(methodOf(method), bundle, app.connection);
    app.answers.error = undefined;
    if (outcome.ok) throw new Error('The call did not fail');
    expect(outcome.error.name).toBe(name);
    expect(outcome.error.message).not.toContain(FAKE_SECRET);
  });
});
