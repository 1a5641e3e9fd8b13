import { cacheOf } from '../../platform/cache.ts';
import { type ClaimStore, claim, isClaimed, mayRetry } from '../../platform/deduplicate.ts';
import { first, resent, WINDOW, withoutRequestId } from '../helpers/claims.ts';
import { type Fault, memoryStore } from '../helpers/memory-store.ts';

const methods = ['get', 'setIfAbsent'] as const;

const failing = (...broken: readonly (keyof ClaimStore)[]) => {
  const store = memoryStore();
  for (const method of broken) store.faults.set(method, 'fails');
  return store;
};

const claimedBefore = async (fault: Fault, ...broken: readonly (keyof ClaimStore)[]) => {
  const store = memoryStore();
  await claim(store, first, WINDOW);
  for (const method of broken) store.faults.set(method, fault);
  return store;
};

describe('when the cache does not answer', () => {
  test('every delivery passes', async () => {
    const store = failing(...methods);
    for (const subject of [first, resent, first, withoutRequestId]) {
      expect(await isClaimed(store, subject)).toBe(false);
      expect(await claim(store, subject, WINDOW)).toBe(true);
    }
  });

  test('no delivery is deferred, because the deferral would not be remembered', async () => {
    const store = failing('setIfAbsent');
    for (const zap of ['zap-1', undefined]) expect(await mayRetry(store, { ...first, zap })).toBe(false);
  });

  test('a delivery is deferred once when only reading fails', async () => {
    const store = failing('get');
    expect(await mayRetry(store, first)).toBe(true);
    expect(await mayRetry(store, first)).toBe(false);
  });

  test.each(methods)('a copy passes rather than risk a lost event: %s', async (method) => {
    const store = await claimedBefore('fails', method);
    expect(await claim(store, resent, WINDOW)).toBe(true);
  });

  test('a duplicate is not recognized before the API call', async () => {
    expect(await isClaimed(await claimedBefore('fails', 'get'), resent)).toBe(false);
  });

  test('a repetition by Zapier passes, even if the second key cannot be set', async () => {
    const store = await claimedBefore('fails');
    const failsLater: ClaimStore = {
      ...store,
      setIfAbsent: async (key, value, seconds) => (value === '' ? undefined : store.setIfAbsent(key, value, seconds)),
    };
    expect(await claim(failsLater, first, WINDOW)).toBe(true);
  });

  test('duplicates are recognized again as soon as it answers', async () => {
    const store = await claimedBefore('fails', ...methods);
    expect(await claim(store, resent, WINDOW)).toBe(true);
    store.faults.clear();
    expect(await claim(store, resent, WINDOW)).toBe(false);
  });
});

describe('when the answer of the cache is lost', () => {
  test('the delivery passes and its copies are refused', async () => {
    const store = memoryStore();
    store.faults.set('setIfAbsent', 'loses its answer');
    expect(await claim(store, first, WINDOW)).toBe(true);
    store.faults.clear();
    expect(await claim(store, resent, WINDOW)).toBe(false);
  });

  test('a call that core sends again does not make the delivery its own duplicate', async () => {
    const store = memoryStore();
    const sentTwice: ClaimStore = {
      ...store,
      setIfAbsent: async (key, value, seconds) => {
        // Core sends a call again when the answer is lost. Here only the first key is affected.
        if (store.calls.length === 0) await store.setIfAbsent(key, value, seconds);
        return store.setIfAbsent(key, value, seconds);
      },
    };
    expect(await claim(sentTwice, first, WINDOW)).toBe(true);
  });

  test('a delivery is not deferred, and not on its next run either', async () => {
    const store = memoryStore();
    store.faults.set('setIfAbsent', 'loses its answer');
    expect(await mayRetry(store, first)).toBe(false);
    store.faults.clear();
    expect(await mayRetry(store, first)).toBe(false);
  });
});

describe('when the cache answers with something this app never stored', () => {
  test.each([null, undefined, 7, true, false, {}, [], ['req-1'], { value: 'req-1' }])(
    'a copy passes: %j',
    async (answer) => {
      const odd: ClaimStore = { ...(await claimedBefore('fails')), get: async () => answer };
      expect(await isClaimed(odd, resent)).toBe(false);
      expect(await claim(odd, resent, WINDOW)).toBe(true);
    },
  );

  test('a text of another form is still a claim', async () => {
    const odd: ClaimStore = { ...(await claimedBefore('fails')), get: async () => 'settled req-1' };
    expect(await isClaimed(odd, first)).toBe(true);
    expect(await claim(odd, first, WINDOW)).toBe(false);
  });
});

test('a claim without a request ID that core sends twice does not make the delivery its own duplicate', async () => {
  const store = memoryStore();
  const sentTwice: ClaimStore = {
    ...store,
    setIfAbsent: async (key, value, seconds) => {
      await store.setIfAbsent(key, value, seconds);
      return store.setIfAbsent(key, value, seconds);
    },
  };
  const onlyFirst: ClaimStore = {
    ...store,
    setIfAbsent: (key, value, seconds) =>
      (store.calls.length === 0 ? sentTwice : store).setIfAbsent(key, value, seconds),
  };
  expect(await claim(onlyFirst, withoutRequestId, WINDOW)).toBe(true);
  expect(await claim(store, withoutRequestId, WINDOW)).toBe(false);
});

test('a repetition passes although another request was repeated in an earlier window', async () => {
  const store = memoryStore();
  await claim(store, first, 600);
  store.clock.now = 500;
  expect(await claim(store, first, 600)).toBe(true);
  store.clock.now = 700;
  expect(await claim(store, resent, 600)).toBe(true);
  expect(await claim(store, resent, 600)).toBe(true);
});

test('a delivery is not deferred while Zapier limits the rate of the cache', async () => {
  const limited = cacheOf({ cache: { get: async () => null, set: async () => null, delete: async () => false } });
  expect(await mayRetry(limited, first)).toBe(false);
  expect(await claim(limited, first, WINDOW)).toBe(true);
});
