import type { Zapier } from 'zapier-local';
import packageJson from '../../package.json' with { type: 'json' };
import type { Context } from '../../platform/context.ts';
import { appError, haltedError, refreshAuthError, sanitizeErrors, throttledError } from '../../platform/errors.ts';
import { captureConsole } from '../helpers/console.ts';
import { startInProcess } from '../helpers/fake-app.ts';
import { createFakeProviders, fakeEvent } from '../helpers/fake-providers.ts';
import { hmacOf, post } from '../helpers/sign.ts';
import { versioned } from '../helpers/versioned.ts';

/** Part of every value that must not appear in an error. */
const PRIVATE = 'private-value';
const SECRET = `${PRIVATE}-secret`;
const BODY = JSON.stringify({ id: `${PRIVATE}-body`, type: 'thing.created', place: 'here', lines: [] });
const UNEXPECTED = 'Unexpected error. Try again. If it persists, contact support with this message and the time.';

/** Creates the value that the provider throws. Each test sets it. */
let createError: (context: Context) => unknown = () => undefined;
const fail = async (context: Context): Promise<never> => {
  throw createError(context);
};

let zapier: Zapier;
beforeAll(async () => {
  captureConsole();
  const { endpoint } = createFakeProviders();
  const provider = {
    ...endpoint,
    connection: { ...endpoint.connection, session: 'endpoint_session', openSession: fail, test: fail },
    subscriptions: { subscribe: fail, unsubscribe: fail },
    enrich: (context: Context) => () => fail(context),
    list: fail,
  };
  zapier = await startInProcess([{ provider, events: [fakeEvent(provider, 'thing.created', 'endpoint_thing')] }]);
});
afterAll(async () => {
  await zapier.close();
  jest.restoreAllMocks();
});

const connection = { id: 'connection-1', label: '', authData: { endpoint_name: `${PRIVATE}-name` } };
const bundle = {
  targetUrl: `https://hooks.example.com/${PRIVATE}-url`,
  subscribeData: { id: `${PRIVATE}-subscription`, secret: SECRET },
  rawRequest: post(BODY, { 'Http-X-Fake-Signature': hmacOf(SECRET, BODY, 'hex') }),
};

const METHODS = [
  ['triggers.endpoint_thing.operation.perform', 'HaltedError'],
  ['triggers.endpoint_thing.operation.performList', 'AppError'],
  ['triggers.endpoint_thing.operation.performSubscribe', 'AppError'],
  ['triggers.endpoint_thing.operation.performUnsubscribe', 'AppError'],
  ['authentication.test', 'AppError'],
  ['authentication.sessionConfig.perform', 'AppError'],
] as const;

/** The handler's error, with the message that the user sees. */
const errorOf = async (method: string) => {
  const outcome = await zapier.call(method, { ...bundle, meta: { zap: { id: `${Math.random()}` } } }, connection);
  if (outcome.ok) throw new Error(`${method} did not throw`);
  const { name, message } = outcome.error;
  return { name, whole: message, message: message.startsWith('{') ? JSON.parse(message).message : message };
};

/** The error of `JSON.parse`, which quotes its input. */
const parseError = (): unknown => {
  try {
    return JSON.parse(`${BODY} ${SECRET}`);
  } catch (error) {
    return error;
  }
};

const THROWN: readonly (readonly [name: string, create: () => unknown])[] = [
  ['an Error', () => new Error(`Failed for ${BODY} with ${SECRET}`)],
  ['a TypeError', () => new TypeError(`${SECRET} is not a function`)],
  ['the error of JSON.parse', parseError],
  ['a text', () => `Failed with ${SECRET}`],
  ['undefined', () => undefined],
  ['an object with the mark of a safe error', () => ({ doNotContextify: true, message: SECRET })],
  ['an error with a wrong mark', () => Object.assign(new Error(SECRET), { doNotContextify: 'yes' })],
];

describe.each(METHODS)('%s', (method, name) => {
  test.each(THROWN)('Replaces %s', async (_title, create) => {
    createError = create;
    const error = await errorOf(method);
    expect([error.name, error.message]).toEqual([name, versioned(UNEXPECTED)]);
    for (const text of [PRIVATE, 'thing.created', 'X-Fake-Signature']) expect(error.whole).not.toContain(text);
  });

  test.each([
    ['AppError', (context: Context) => appError(context, 'What happened.')],
    ['HaltedError', (context: Context) => haltedError(context, 'What happened.')],
    ['ThrottledError', (context: Context) => throttledError(context, 'What happened.', 7)],
    // The local Zapier renews the session, which fails in the same way.
    ['RefreshAuthError', (context: Context) => refreshAuthError(context, 'What happened.')],
  ])('Passes on %s of this app, with the version for support', async (className, create) => {
    createError = create;
    expect(await errorOf(method)).toMatchObject({
      name: className,
      message: `What happened. (Version ${packageJson.version})`,
    });
  });
});

describe('sanitizeErrors', () => {
  /** A context from the real handler. */
  const captureContext = async (): Promise<Context> => {
    let captured: Context | undefined;
    createError = (context) => {
      captured = context;
      return appError(context, 'Captured.');
    };
    await errorOf('authentication.test');
    if (!captured) throw new Error('The provider was not called');
    return captured;
  };

  test('Returns the result of the function', async () => {
    expect(await sanitizeErrors((await captureContext()).z, async () => 'result')).toBe('result');
  });

  test('Replaces an error that is thrown before there is a promise', async () => {
    const { z } = await captureContext();
    const run = (): Promise<never> => {
      throw new Error(`Failed with ${SECRET}`);
    };
    await expect(async () => sanitizeErrors(z, run)).rejects.toThrow(versioned(UNEXPECTED));
  });

  test('Throws the same error object that the app created', async () => {
    const context = await captureContext();
    const error = haltedError(context, 'Halted.');
    await expect(sanitizeErrors(context.z, () => Promise.reject(error))).rejects.toBe(error);
  });
});
