import { type CacheCall, createCache, virtualClock } from 'zapier-local';
import { claim, type DeliverySubject, isClaimed, mayRetry } from '../../../platform/deduplicate.ts';
import { duplicateCheckOf } from '../../../sandbox/editor/duplicate-check.ts';

const SUBJECT: DeliverySubject = { zap: 'zap', delivery: 'delivery', request: 'request 1' };
const RESENT: DeliverySubject = { ...SUBJECT, request: 'request 2' };

const cache = createCache(virtualClock());

/** Traces the app's own calls of Zapier's cache. */
const traced = async (task: (store: Parameters<typeof claim>[0]) => Promise<unknown>, status = 200) => {
  const calls: CacheCall[] = [];
  const call = async (method: string, key: string, ...params: unknown[]) => {
    const result = status === 200 ? cache.call('', method, [key, ...params])?.result : undefined;
    calls.push({ method, key, status, result, milliseconds: 1 });
    return result;
  };
  await task({
    get: (key) => call('zcache_get', key),
    setIfAbsent: async (key, value, seconds) => {
      const result = await call('zcache_set', key, value, seconds, undefined, true);
      return result === undefined ? undefined : result === true;
    },
  });
  return duplicateCheckOf([{ event: { command: 'execute' }, started: 0, milliseconds: 1, api: [], cache: calls }]);
};

test('the duplicate check is read from the app’s calls of Zapier’s cache', async () => {
  expect(await traced(async () => undefined)).toBe('skipped');
  expect(await traced((store) => mayRetry(store, SUBJECT))).toBe('skipped');
  expect(await traced((store) => isClaimed(store, SUBJECT))).toBe('skipped');
  expect(await traced((store) => claim(store, SUBJECT, 60))).toBe('new');
  expect(await traced((store) => isClaimed(store, RESENT))).toBe('duplicate');
  expect(await traced((store) => claim(store, RESENT, 60))).toBe('duplicate');
  expect(await traced((store) => claim(store, SUBJECT, 60))).toBe('repetition');
  expect(await traced((store) => claim(store, SUBJECT, 60))).toBe('duplicate');
  expect(await traced((store) => claim(store, SUBJECT, 60), 503)).toBe('unavailable');
});
