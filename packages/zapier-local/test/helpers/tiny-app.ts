import type { Bundle, ZObject } from 'zapier-platform-core';

/** A cache call that a request to the tiny app's hook asks for. */
export type CacheCall = readonly [method: 'get' | 'set' | 'delete', ...params: unknown[]];

const bodyOf = (bundle: Bundle): Record<string, unknown> => JSON.parse(bundle.rawRequest?.content || '{}');

/** Does what the body of the request says: throws an error, calls the cache, hangs, or returns the bundle. */
const perform = async (z: ZObject, bundle: Bundle): Promise<object[]> => {
  const { throws, delay, calls, hangs, renew } = bodyOf(bundle);
  if (throws === 'ThrottledError') throw new z.errors.ThrottledError('later', Number(delay));
  if (throws === 'HaltedError') throw new z.errors.HaltedError('halted');
  if (throws === 'Error') throw new z.errors.Error('a sentence', 'code', 400);
  if (renew === 'always' || (renew === 'once' && bundle.authData['session'] !== 'new'))
    throw new z.errors.RefreshAuthError();
  // A second process sees in the cache that the first one hung.
  if (hangs && (await z.cache.set('hung', 1, 60, [], true)))
    await new Promise(() => setTimeout(() => undefined, 60_000));
  if (Array.isArray(calls)) {
    const results: unknown[] = [];
    for (const [method, ...params] of calls)
      results.push(await Reflect.apply(Reflect.get(z.cache, method), z.cache, params));
    return [{ id: 1, results }];
  }
  const { rawRequest, cleanedRequest, subscribeData, targetUrl, meta, authData } = bundle;
  return [{ id: 1, rawRequest, cleanedRequest, subscribeData, targetUrl, zap: meta?.zap, authData }];
};

const display = { label: 'Tiny', description: 'Triggers when a test sends a request.' };
const sample = { id: 1 };
const list = (_z: ZObject, { subscribeData, meta }: Bundle): object[] => [{ id: 1, subscribeData, zap: meta?.zap }];

/** An app whose requests control what it does, for tests of the local Zapier. */
export default {
  version: '1.0.0',
  platformVersion: '19.1.0',
  // Otherwise core replaces fetch in the process of the tests, and logs their own requests after they end.
  flags: { skipHttpPatch: true },
  authentication: {
    type: 'session',
    fields: [{ key: 'name', label: 'Name', type: 'string', required: false }],
    sessionConfig: {
      perform: (z: ZObject, { authData }: Bundle): object => {
        if (authData['name'] === 'unknown') throw new z.errors.Error('Unknown account.', 'unknown', 401);
        return { session: authData['session'] === undefined ? 'old' : 'new' };
      },
    },
    test: (z: ZObject, { authData }: Bundle): object => {
      if (authData['name'] === 'locked') throw new z.errors.Error('Locked account.', 'locked', 401);
      return { session: authData['session'] };
    },
    connectionLabel: (_z: ZObject, { authData }: Bundle): string => `${authData['name']} (${authData['session']})`,
  },
  triggers: {
    pasted: {
      key: 'pasted',
      noun: 'Tiny',
      display: { ...display, directions: 'Paste the URL somewhere.' },
      operation: { type: 'hook', perform, performList: list, sample },
    },
    cleaned: {
      key: 'cleaned',
      noun: 'Tiny',
      display: { ...display, directions: 'Paste the URL somewhere.' },
      operation: {
        type: 'hook',
        perform: (_z: ZObject, { cleanedRequest }: Bundle): object[] => [{ id: 1, cleanedRequest }],
        performList: (z: ZObject, bundle: Bundle): object[] => list(z, bundle),
        sample,
      },
    },
    subscribed: {
      key: 'subscribed',
      noun: 'Tiny',
      display,
      operation: {
        type: 'hook',
        perform: (z: ZObject, bundle: Bundle) => perform(z, bundle),
        performList: (z: ZObject, bundle: Bundle) => list(z, bundle),
        performSubscribe: (z: ZObject, { inputData, targetUrl }: Bundle): object => {
          if (inputData['refuse']) throw new z.errors.Error('No more webhooks.', 'full', 400);
          return { id: 'sub-1', targetUrl };
        },
        performUnsubscribe: (z: ZObject, { subscribeData }: Bundle): object => {
          throw new z.errors.Error(`Cannot end ${subscribeData?.id}.`, 'stuck', 500);
        },
        sample,
      },
    },
  },
  creates: {
    echo: {
      key: 'echo',
      noun: 'Echo',
      display: { label: 'Echo', description: 'Returns its input.' },
      operation: {
        inputFields: [{ key: 'text', label: 'Text', type: 'string' }],
        perform: (z: ZObject, { inputData, authData }: Bundle): object => {
          if (inputData['text'] === 'renew' && authData['session'] !== 'new') throw new z.errors.RefreshAuthError();
          if (inputData['text'] === 'halt') throw new z.errors.HaltedError('The text is “halt”.');
          if (inputData['text'] === 'fail') throw new z.errors.Error('A sentence.', 'code', 400);
          return { text: inputData['text'], session: authData['session'] };
        },
        sample: { text: 'x' },
      },
    },
  },
};
