import { ANY_EVENT, payloadSample } from '../../triggers/define-event.ts';
import { hookTrigger } from '../../triggers/hook-trigger.ts';
import { createFakeProviders, type FakeApp, fakeEvent, startFakeApp } from '../helpers/fake-providers.ts';

const { endpoint, pasted } = createFakeProviders();
const place = {
  key: 'place',
  label: 'Place',
  type: 'string',
  helpText: 'Which place it is about.',
  choices: { here: 'Here', there: 'There' },
  required: false,
};
const atLeast = {
  key: 'at_least',
  label: 'At Least',
  type: 'integer',
  helpText: 'How many lines.',
  list: false,
  required: false,
};
const note = { key: 'note', label: 'Note', type: 'string', helpText: 'A word for the webhook.', required: false };
const sample = { id: 'thing-1', type: 'thing.made', place: 'here', lines: [{ count: 1 }], color: 'green' };

test('a trigger of a provider with an endpoint makes and ends its own webhook', () => {
  expect(hookTrigger(fakeEvent(endpoint, 'thing.made', 'endpoint_thing'))).toStrictEqual({
    key: 'endpoint_thing',
    noun: 'Thing',
    display: { label: 'Endpoint Thing', description: 'Triggers when a thing is made.' },
    operation: {
      type: 'hook',
      inputFields: [place, atLeast, note],
      perform: expect.any(Function),
      performList: expect.any(Function),
      performSubscribe: expect.any(Function),
      performUnsubscribe: expect.any(Function),
      outputFields: [expect.any(Function)],
      sample,
    },
  });
});

test('a trigger of another provider shows directions, and has no webhook of its own', () => {
  expect(hookTrigger(fakeEvent(pasted, ANY_EVENT, 'pasted_any'))).toStrictEqual({
    key: 'pasted_any',
    noun: 'Thing',
    display: {
      label: 'Pasted Anything',
      description: 'Triggers when a thing is made.',
      directions: 'Paste the URL where it belongs.',
    },
    operation: {
      type: 'hook',
      inputFields: [place, atLeast],
      perform: expect.any(Function),
      performList: expect.any(Function),
      outputFields: [expect.any(Function)],
      sample,
    },
  });
});

test('a provider and an event without filters give no fields, and directions only where the user has to click', () => {
  const { filters: _filters, ...bare } = pasted;
  const { filters: _own, ...event } = fakeEvent({ ...bare }, 'thing.made', 'bare');
  const { display, operation } = hookTrigger(event);
  expect(operation.inputFields).toEqual([]);
  expect(display).toStrictEqual({
    label: 'Pasted Thing',
    description: 'Triggers when a thing is made.',
    directions: '1. Copy the URL.\n2. Paste it.\n\n**Note:** Each Zap has its own URL.',
  });
  expect(hookTrigger(fakeEvent(endpoint, 'thing.made', 'both')).display).not.toHaveProperty('directions');
});

test('the fields of the output are those of what is sent and of what is added', () => {
  const [fields] = hookTrigger(fakeEvent(pasted, 'thing.made', 'pasted_thing')).operation.outputFields;
  expect(fields?.()).toEqual([
    { key: 'id', label: 'ID', type: 'string' },
    { key: 'type', label: 'Type', type: 'string' },
    { key: 'place', label: 'Place', type: 'string' },
    { key: 'lines[]count', label: 'Line Count', type: 'integer' },
    { key: 'color', label: 'Color', type: 'string' },
  ]);
});

test('what the provider sends of a sample is told from what is added', () => {
  const { color: _added, ...wire } = sample;
  expect(payloadSample(fakeEvent(pasted, 'thing.made', 'pasted_thing'))).toStrictEqual(wire);
});

describe('in the handler', () => {
  let made: FakeApp;
  const lines: string[] = [];

  beforeAll(async () => {
    for (const method of ['log', 'error'] as const) {
      jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => void lines.push(parts.join(' ').trim()));
    }
    made = await startFakeApp();
  }, 60_000);
  afterAll(async () => {
    await made.zapier.close();
    jest.restoreAllMocks();
  });

  const off = async (status: FakeApp['answers']['unsubscribe']) => {
    const zap = await made.on('endpoint_thing');
    made.answers.unsubscribe = status;
    lines.length = 0;
    const outcome = await made.zapier.turnOff(zap);
    return outcome.ok ? outcome.results : outcome.error;
  };

  test('subscribes with its type, the URL and what the user filled in', async () => {
    const zap = await made.on('endpoint_thing', { note: 'mine' });
    expect(made.answers.subscribed.at(-1)).toEqual({ type: 'thing.made', url: zap.url, input: { note: 'mine' } });
    expect(zap.subscription).toEqual({
      id: `subscription-${made.answers.subscribed.length}`,
      secret: 'a-secret-of-a-fake-provider',
    });
  });

  test('subscribes nothing for a connection without the provider, nor without a URL', async () => {
    const { length } = made.answers.subscribed;
    const stranger = { id: 'x', label: '', authData: { pasted_secret: 'something' } };
    await expect(made.on('endpoint_thing', {}, stranger)).rejects.toThrow(/“Endpoint Name”/);
    const outcome = await made.zapier.call('triggers.endpoint_thing.operation.performSubscribe', {}, made.connection);
    expect(outcome.ok ? '' : JSON.parse(outcome.error.message).message).toBe(
      'Zapier provided no webhook URL. Turn the Zap off and on again.',
    );
    expect(made.answers.subscribed).toHaveLength(length);
  });

  test.each([
    { kind: 'ok', status: 204, data: undefined },
    { kind: 'refused', status: 404, message: 'What?' },
    { kind: 'refused', status: 410, message: 'Gone.' },
  ] as const)('is done when the provider answers $status', async (reply) => {
    expect(await off(reply)).toEqual({});
    expect(made.answers.unsubscribed.at(-1)).toEqual({
      id: `subscription-${made.answers.subscribed.length}`,
      secret: 'a-secret-of-a-fake-provider',
    });
    expect(lines.join('\n')).not.toContain('did not delete');
  });

  test.each([
    { kind: 'unavailable', cause: 'could not be reached' },
    { kind: 'throttled', seconds: 7 },
  ] as const)('is quiet when the provider is $kind, but for the log', async (reply) => {
    expect(await off(reply)).toEqual({});
    expect(lines.join('\n')).toContain(
      `Endpoint did not delete subscription subscription-${made.answers.subscribed.length}. Its deliveries will get a 410.`,
    );
  });

  test.each([400, 403, 409, 411, 500])('says so when the provider refuses with %i', async (status) => {
    expect(await off({ kind: 'refused', status, message: 'Not you.' })).toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('Endpoint said: “Not you.”.'),
    });
  });

  test.each([undefined, {}, { id: '' }])(
    'asks nothing of the provider where nothing was kept: %j',
    async (subscribeData) => {
      const { length } = made.answers.unsubscribed;
      const bundle = subscribeData === undefined ? {} : { subscribeData };
      const method = 'triggers.endpoint_thing.operation.performUnsubscribe';
      expect(await made.zapier.call(method, bundle, made.connection)).toEqual({ ok: true, results: {} });
      expect(made.answers.unsubscribed).toHaveLength(length);
    },
  );

  test('shows the provider’s records, or the sample where there are none', async () => {
    const zap = made.zapier.createZap('endpoint_thing', made.connection);
    const records = [
      { ...sample, id: 'newest' },
      { ...sample, id: 'older' },
    ];
    made.answers.list = records;
    expect(await made.zapier.test(zap)).toEqual(records);
    made.answers.list = [];
    expect(await made.zapier.test(zap)).toEqual([sample]);
    made.answers.list = undefined;
    expect(await made.zapier.test(zap)).toEqual([sample]);
    expect(await made.zapier.test(made.zapier.createZap('pasted_thing', made.connection))).toEqual([sample]);
  });

  test('lets out nothing of an error that nobody thought of', async () => {
    const zap = await made.on('endpoint_thing');
    made.answers.breaks = new Error('This names a-secret-of-a-fake-provider');
    const attempts = {
      performSubscribe: { targetUrl: zap.url },
      performUnsubscribe: { subscribeData: { id: 'x', secret: 'a-secret-of-a-fake-provider' } },
      performList: {},
      perform: {
        subscribeData: { id: 'x', secret: 'a-secret-of-a-fake-provider' },
        rawRequest: made.signed(made.bodyOf()),
        cleanedRequest: {},
      },
    };
    for (const [name, bundle] of Object.entries(attempts)) {
      const outcome = await made.zapier.call(`triggers.endpoint_thing.operation.${name}`, bundle, made.connection);
      const { error } = outcome.ok ? { error: { name: 'none', message: '' } } : outcome;
      // A stranger may cause what goes wrong with a delivery, so that must not count against the Zap.
      expect([name, error.name]).toEqual([name, name === 'perform' ? 'HaltedError' : 'AppError']);
      expect(error.message).toContain('Unexpected error. Try again.');
      expect(error.message).not.toContain('a-secret-of-a-fake-provider');
    }
    made.answers.breaks = undefined;
  });

  test('shows nothing to a connection without the provider', async () => {
    const stranger = { id: 'x', label: '', authData: { pasted_secret: 'something' } };
    await expect(made.zapier.test(made.zapier.createZap('endpoint_thing', stranger))).rejects.toThrow(
      /“Endpoint Name”/,
    );
  });
});
