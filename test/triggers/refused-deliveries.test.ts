import { captureConsole } from '../helpers/console.ts';
import { type FakeApp, startFakeApp } from '../helpers/fake-app.ts';
import { FAKE_SECRET } from '../helpers/fake-providers.ts';
import { messageOf, reasonOf, resultOf } from '../helpers/runs.ts';

let app: FakeApp;
beforeAll(async () => {
  captureConsole();
  app = await startFakeApp();
});
beforeEach(() => {
  app.answers.enrich = () => undefined;
});
afterAll(async () => {
  await app.zapier.close();
  jest.restoreAllMocks();
});

describe('delivery that is not verified', () => {
  test('A request without a signature is halted', async () => {
    const run = await app.deliver(await app.turnOn('pasted_thing'), { ...app.signed('{}'), headers: {} });
    expect(resultOf(run)).toBe('HaltedError');
    expect(messageOf(run)).toBe(
      'Pasted: The request has no signature. If the request is genuine, turn on signing at the sender and check that a signing secret is set. (signature_missing)',
    );
  });

  test('A connection without the secret is an error that names the field', async () => {
    const zap = await app.turnOn('pasted_thing');
    zap.connection = { ...app.connection, authData: { endpoint_name: 'me', pasted_other: 'x' } };
    const run = await app.deliver(zap, app.signed(app.bodyOf()));
    expect(resultOf(run)).toBe('AppError');
    expect(messageOf(run)).toBe(
      'Pasted: There is no signing secret, so requests cannot be verified. Edit the connection and check “Pasted Secret”. (secret_missing)',
    );
  });

  test.each([undefined, 7, [FAKE_SECRET], null])(
    'A subscription with the secret %j is an error that asks for a new subscription',
    async (secret) => {
      const zap = await app.turnOn('endpoint_thing');
      zap.subscription = { id: zap.subscription?.['id'], secret };
      const run = await app.deliver(zap, app.signed(app.bodyOf()));
      expect(resultOf(run)).toBe('AppError');
      expect(messageOf(run)).toBe(
        'Endpoint: There is no signing secret, so requests cannot be verified. Turn the Zap off and on again to create a new one. (secret_missing)',
      );
    },
  );

  test('A missing subscription is an error', async () => {
    const zap = await app.turnOn('endpoint_thing');
    delete zap.subscription;
    const run = await app.deliver(zap, app.signed(app.bodyOf()));
    expect([resultOf(run), reasonOf(run)]).toEqual(['AppError', 'secret_missing']);
  });
});

test.each([
  ['plain text', 'body_not_json'],
  ['["a", "list"]', 'body_not_object'],
])('A verified body that is not an event is halted: %s', async (content, reason) => {
  const run = await app.deliver(await app.turnOn('pasted_thing'), app.signed(content));
  expect([resultOf(run), reasonOf(run)]).toEqual(['HaltedError', reason]);
});

describe('delivery with a signed timestamp', () => {
  const now = (): number => Math.floor(Date.now() / 1000);

  test.each<[seconds: number, result: number | string]>([
    [0, 1],
    [295, 1],
    [-295, 1],
    [305, 'HaltedError'],
    [-305, 'HaltedError'],
  ])('The result of a delivery that is %d seconds old is %s', async (age, result) => {
    const zap = await app.turnOn('timed_thing');
    expect(resultOf(await app.deliver(zap, app.signedAt(app.bodyOf(), now() - age)))).toBe(result);
  });

  /** The seconds within which Zapier must retry, as the provider's API call receives them. */
  const captureRetryWithin = () => {
    const captured = { seconds: Number.NaN };
    app.answers.enrich = ({ retryWithin }) => {
      captured.seconds = retryWithin ?? Number.NaN;
      return undefined;
    };
    return captured;
  };

  test.each([0, 100, 170])(
    'A delivery that is %i seconds old may be deferred until it is 180 seconds old',
    async (age) => {
      const retryWithin = captureRetryWithin();
      const run = await app.deliver(await app.turnOn('timed_thing'), app.signedAt(app.bodyOf(), now() - age));
      expect(resultOf(run)).toBe(1);
      expect(retryWithin.seconds).toBeGreaterThan(177 - age);
      expect(retryWithin.seconds).toBeLessThanOrEqual(180 - age);
    },
  );

  test('A delivery without a signed timestamp may be deferred without limit', async () => {
    const retryWithin = captureRetryWithin();
    await app.deliver(await app.turnOn('endpoint_thing'), app.signed(app.bodyOf()));
    expect(retryWithin.seconds).toBe(Number.POSITIVE_INFINITY);
  });
});
