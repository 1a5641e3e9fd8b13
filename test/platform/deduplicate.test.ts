import { createHash } from 'node:crypto';
import { claim, type DeliverySubject, isClaimed, mayRetry } from '../../platform/deduplicate.ts';
import { first, resent, WINDOW, withoutRequestId } from '../helpers/claims.ts';
import { memoryStore } from '../helpers/memory-store.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const keyOf = (kind: string, ...subject: string[]): string => `${kind}-${sha256(JSON.stringify(subject))}`;

const claimed = async (subject: DeliverySubject = first) => {
  const store = memoryStore();
  expect(await claim(store, subject, WINDOW)).toBe(true);
  return store;
};

describe('claim', () => {
  test('lets a first delivery pass with one cache call', async () => {
    const { calls } = await claimed();
    expect(calls).toEqual([
      {
        method: 'setIfAbsent',
        key: keyOf('delivery', 'zap-1', 'msg_1'),
        value: sha256('req-1'),
        seconds: WINDOW,
      },
    ]);
  });

  test.each([
    ['with another request ID', resent],
    ['without a request ID', withoutRequestId],
  ])('refuses a copy %s, however often it arrives', async (_, copy) => {
    const store = await claimed();
    for (const _copy of [1, 2, 3]) expect(await claim(store, copy, WINDOW)).toBe(false);
  });

  test('refuses every copy of a delivery that had no request ID', async () => {
    const store = await claimed(withoutRequestId);
    for (const copy of [withoutRequestId, first, { ...first, request: '' }]) {
      expect(await claim(store, copy, WINDOW)).toBe(false);
    }
  });

  test('lets one repetition by Zapier pass and refuses a third copy with the same request ID', async () => {
    const store = await claimed();
    expect(await claim(store, first, WINDOW)).toBe(true);
    expect(await claim(store, first, WINDOW)).toBe(false);
    expect(await claim(store, resent, WINDOW)).toBe(false);
    const key = keyOf('delivery', 'zap-1', 'msg_1');
    expect(store.calls.slice(1, 4)).toEqual([
      { method: 'setIfAbsent', key, value: sha256('req-1'), seconds: WINDOW },
      { method: 'get', key },
      { method: 'setIfAbsent', key: `${key}-${sha256('req-1')}`, value: '', seconds: WINDOW },
    ]);
  });

  test('does not let the request ID of a refused copy pass later', async () => {
    const store = await claimed();
    for (const _copy of [1, 2]) expect(await claim(store, resent, WINDOW)).toBe(false);
  });

  test('expires after the given window, and not before', async () => {
    for (const window of [60, WINDOW]) {
      const store = memoryStore();
      expect(await claim(store, first, window)).toBe(true);
      store.clock.now = window - 1;
      expect(await claim(store, resent, window)).toBe(false);
      store.clock.now = window;
      expect(await claim(store, resent, window)).toBe(true);
    }
  });

  test('is not extended by copies that arrive later', async () => {
    const store = await claimed();
    store.clock.now = WINDOW - 1;
    expect(await claim(store, first, WINDOW)).toBe(true);
    store.clock.now = WINDOW;
    expect(await isClaimed(store, resent)).toBe(false);
  });
});

describe('isClaimed', () => {
  test('is false for a new delivery and claims nothing', async () => {
    const store = memoryStore();
    expect(await isClaimed(store, first)).toBe(false);
    expect(await claim(store, resent, WINDOW)).toBe(true);
  });

  test('recognizes a duplicate with one cache call', async () => {
    const store = await claimed();
    store.calls.length = 0;
    expect(await isClaimed(store, resent)).toBe(true);
    expect(store.calls).toEqual([{ method: 'get', key: keyOf('delivery', 'zap-1', 'msg_1') }]);
  });

  test('is false for a repetition by Zapier, which may pass', async () => {
    expect(await isClaimed(await claimed(), first)).toBe(false);
  });

  test('is true for a copy without a request ID, whether or not the first one had an ID', async () => {
    expect(await isClaimed(await claimed(), withoutRequestId)).toBe(true);
    expect(await isClaimed(await claimed(withoutRequestId), withoutRequestId)).toBe(true);
  });
});

describe('mayRetry', () => {
  test('is true exactly once per delivery, whatever the request ID', async () => {
    const store = memoryStore();
    expect(await mayRetry(store, first)).toBe(true);
    for (const copy of [first, resent, withoutRequestId]) expect(await mayRetry(store, copy)).toBe(false);
    expect(await mayRetry(store, { ...first, delivery: 'msg_2' })).toBe(true);
  });

  test('remembers a deferral with one cache call, for longer than the 300 seconds that Zapier may wait', async () => {
    const store = memoryStore();
    await mayRetry(store, first);
    expect(store.calls).toEqual([
      { method: 'setIfAbsent', key: keyOf('retry', 'zap-1', 'msg_1'), value: '', seconds: 900 },
    ]);
    store.clock.now = 899;
    expect(await mayRetry(store, first)).toBe(false);
  });

  test('claims nothing, so that the retry is not a duplicate', async () => {
    const store = memoryStore();
    await mayRetry(store, first);
    expect(await isClaimed(store, resent)).toBe(false);
    expect(await claim(store, resent, WINDOW)).toBe(true);
  });

  test('is true once for each request when the Zap has no ID', async () => {
    const store = memoryStore();
    for (const request of ['req-1', 'req-2']) {
      const subject = { ...first, zap: undefined, request };
      expect(await mayRetry(store, subject)).toBe(true);
      expect(await mayRetry(store, subject)).toBe(false);
    }
  });
});

describe('the Zap', () => {
  test.each([
    ['two IDs', { ...resent, zap: 'zap-2' }, first],
    [
      'IDs that would be equal once joined',
      { ...first, zap: 'a","b', delivery: 'c' },
      { ...resent, zap: 'a', delivery: 'b","c' },
    ],
  ])('never shares a claim or a deferral with another Zap: %s', async (_, one, other) => {
    const store = memoryStore();
    for (const subject of [one, other]) {
      expect(await isClaimed(store, subject)).toBe(false);
      expect(await mayRetry(store, subject)).toBe(true);
      expect(await claim(store, subject, WINDOW)).toBe(true);
    }
  });

  test.each(['req-1', undefined])(
    'without an ID has no duplicates and needs no cache call (request ID: %s)',
    async (request) => {
      const store = memoryStore();
      const subject: DeliverySubject = { ...first, zap: undefined, request };
      for (const _copy of [1, 2]) {
        expect(await isClaimed(store, subject)).toBe(false);
        expect(await claim(store, subject, WINDOW)).toBe(true);
      }
      expect(store.calls).toEqual([]);
    },
  );
});

test.each([
  ['missing', undefined],
  ['empty', ''],
  ['short', 'a'],
  ['200 kB long', 'a'.repeat(200_000)],
])('keys and values have a fixed length when the IDs are %s', async (_, id) => {
  const store = memoryStore();
  const subject = { zap: id ?? 'zap-1', delivery: id ?? 'msg_1', request: id };
  await mayRetry(store, subject);
  for (const _copy of [1, 2]) await claim(store, subject, WINDOW);
  for (const { key, value = '' } of store.calls) {
    expect(key).toMatch(/^(delivery|retry)-[0-9a-f]{64}(-[0-9a-f]{64})?$/);
    expect(value).toMatch(/^([0-9a-f]{64})?$/);
  }
});
