import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import type { Context } from '../../platform/context.ts';
import { appError, haltedError, sanitizeErrors, throttledError } from '../../platform/errors.ts';
import { virtualClock } from '../../sandbox/clock.ts';
import { inProcess } from '../../sandbox/zapier/lambda.ts';
import { Zapier } from '../../sandbox/zapier/zapier.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf } from '../helpers/sign.ts';

const SECRET = 'a-secret-of-nobody';
const BODY = JSON.stringify({ id: 'body-of-nobody', type: 'thing.made', place: 'here', lines: [] });
const UNEXPECTED =
  'Something went wrong in this app that its makers did not think of. Run it again; if it goes on, tell them when it happened and with which provider.';

/** What the provider does when it is asked for anything: set by each test. */
let misbehave: (call: Context) => unknown = () => undefined;
const doIt = async (call: Context): Promise<never> => {
  throw await misbehave(call);
};

/** The app of a provider of nobody's, all of whose functions throw. */
const start = async () => {
  const { endpoint } = createFakeProviders();
  const subscriptions = { subscribe: doIt, unsubscribe: doIt };
  const provider = {
    ...endpoint,
    connection: {
      ...endpoint.connection,
      session: 'endpoint_session',
      openSession: doIt,
      test: doIt,
    },
    subscriptions,
    enrich: doIt,
    list: doIt,
  };
  const app = createApp([{ provider, events: [fakeEvent(provider, 'thing.made', 'endpoint_thing')] }]);
  const { fetch } = globalThis;
  const lambda = inProcess(createAppHandler(app));
  const zapier = await Zapier.start({ lambda, clock: virtualClock(), environment: {} });
  globalThis.fetch = fetch;
  return zapier;
};

let zapier: Zapier;
beforeAll(async () => {
  for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
  zapier = await start();
}, 60_000);
afterAll(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const connection = { id: 'contained', label: '', authData: { endpoint_name: 'name-of-nobody' } };
const bundle = {
  targetUrl: 'https://hooks.example.com/url-of-nobody',
  subscribeData: { id: 'subscription-of-nobody', secret: SECRET },
  rawRequest: {
    method: 'POST',
    querystring: '',
    headers: { 'Http-X-Made-Up': hmacOf(SECRET, BODY, 'hex') },
    content: BODY,
  },
};

const METHODS = [
  ['triggers.endpoint_thing.operation.perform', 'HaltedError'],
  ['triggers.endpoint_thing.operation.performList', 'AppError'],
  ['triggers.endpoint_thing.operation.performSubscribe', 'AppError'],
  ['triggers.endpoint_thing.operation.performUnsubscribe', 'AppError'],
  ['authentication.test', 'AppError'],
  ['authentication.sessionConfig.perform', 'AppError'],
] as const;

/** What comes out of the handler, and the sentence that the user reads in it. */
const outcomeOf = async (method: string) => {
  const outcome = await zapier.call(method, { ...bundle, meta: { zap: { id: `${Math.random()}` } } }, connection);
  if (outcome.ok) throw new Error(`${method} did not throw`);
  const { name, message } = outcome.error;
  return { name, whole: message, said: message.startsWith('{') ? JSON.parse(message).message : message };
};

const holdAnything = (): unknown => {
  // As `JSON.parse` does, which quotes what it was given.
  try {
    return JSON.parse(`${BODY} ${SECRET}`);
  } catch (error) {
    return error;
  }
};
const THROWN: readonly (readonly [name: string, make: () => unknown])[] = [
  ['a plain error', () => new Error(`Broken by ${BODY} with ${SECRET}`)],
  ['a TypeError', () => new TypeError(`${SECRET} is not a function`)],
  ['an error of JSON.parse', holdAnything],
  ['a text', () => `Broken by ${SECRET}`],
  ['nothing', () => undefined],
  ['an object that says it is contained', () => ({ doNotContextify: true, message: SECRET })],
  ['an error that is not quite marked', () => Object.assign(new Error(SECRET), { doNotContextify: 'yes' })],
];

describe.each(METHODS)('%s', (method, name) => {
  test.each(THROWN)('lets nothing out of %s', async (_title, make) => {
    misbehave = make;
    const { name: kind, said, whole } = await outcomeOf(method);
    expect([kind, said]).toEqual([name, UNEXPECTED]);
    expect(whole).not.toMatch(/of-nobody|thing\.made|X-Made-Up/);
  });

  test('passes on what the app itself says', async () => {
    misbehave = (call) => appError(call, 'Mend it.');
    expect(await outcomeOf(method)).toMatchObject({ name: 'AppError', said: 'Mend it.' });
    misbehave = (call) => haltedError(call, 'Not this one.');
    expect(await outcomeOf(method)).toMatchObject({ name: 'HaltedError', said: 'Not this one.' });
    misbehave = (call) => throttledError(call, 'Later.', 7);
    expect(await outcomeOf(method)).toMatchObject({ name: 'ThrottledError', said: 'Later.' });
  });
});

describe('contain', () => {
  /** What the app is called with by the real handler. */
  const aCall = async (): Promise<Context> => {
    let call: Context | undefined;
    misbehave = (its) => {
      call = its;
      return appError(its, 'Seen.');
    };
    await outcomeOf('authentication.test');
    if (!call) throw new Error('The provider was not asked');
    return call;
  };

  test('hands over what comes of the run', async () => {
    expect(await sanitizeErrors((await aCall()).z, async () => 'result')).toBe('result');
  });

  test('throws the very error that the app made', async () => {
    const call = await aCall();
    const made = haltedError(call, 'Mine.');
    await expect(sanitizeErrors(call.z, () => Promise.reject(made))).rejects.toBe(made);
  });
});
