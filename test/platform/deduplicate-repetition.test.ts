import type { ClaimSubject } from '../../platform/deduplicate.ts';
import { first, isRepeat, resent, won } from '../helpers/claims.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

describe('a deferred delivery', () => {
  const deferred = async () => {
    const store = new MemoryStore();
    expect(await (await won(store, first)).defer()).toBe(true);
    return store;
  };

  test.each([
    ['the same request', first],
    ['another request', resent],
    ['no request id', { ...first, request: undefined }],
  ])('passes under %s, and cannot be deferred twice', async (_, subject) => {
    const store = await deferred();
    const again = await won(store, subject);
    expect(await again.defer()).toBe(false);
    await again.settle();
    expect(await isRepeat(store, { ...first, request: 'req-3' })).toBe(true);
  });

  test('is under way once the second try has begun', async () => {
    const store = await deferred();
    await won(store, resent);
    expect(await isRepeat(store, { ...first, request: 'req-3' })).toBe(true);
  });

  test.each([
    ['the same request', first],
    ['another request', resent],
    ['no request id', { ...first, request: undefined }],
  ])('whose second try is killed passes again under %s, and still cannot be deferred twice', async (_, subject) => {
    const store = await deferred();
    for (const _killed of [1, 2]) await won(store, subject);
    expect(await (await won(store, subject)).defer()).toBe(false);
    // Not even saying no makes it a first try.
    expect(await (await won(store, subject)).defer()).toBe(false);
  });

  test('whose second try is killed is free again a minute later', async () => {
    const store = await deferred();
    await won(store, first);
    store.now = 59;
    expect(await isRepeat(store, resent)).toBe(true);
    store.now = 60;
    expect(await isRepeat(store, resent)).toBe(false);
  });

  test('is remembered for 15 minutes, longer than Zapier waits', async () => {
    const store = await deferred();
    store.now = 899;
    expect(await (await won(store, resent)).defer()).toBe(false);
    const later = await deferred();
    later.now = 900;
    expect(await (await won(later, resent)).defer()).toBe(true);
  });

  test('of a run that Zapier started twice can be deferred once', async () => {
    const store = new MemoryStore();
    await won(store, first);
    expect(await (await won(store, first)).defer()).toBe(true);
    expect(await (await won(store, first)).defer()).toBe(false);
  });
});

describe('without request ids', () => {
  const anonymous: ClaimSubject = { ...first, request: undefined };

  test('a delivery under way passes again, since its run may have been killed', async () => {
    const store = new MemoryStore();
    await won(store, anonymous);
    expect(await isRepeat(store, anonymous)).toBe(false);
  });

  test('a delivered one is a repeat', async () => {
    const store = new MemoryStore();
    await (await won(store, anonymous)).settle();
    expect(await isRepeat(store, anonymous)).toBe(true);
  });

  test('one under way with an id is not ours', async () => {
    const store = new MemoryStore();
    await won(store, first);
    expect(await isRepeat(store, anonymous)).toBe(true);
  });

  test('one under way without is not that of a request with an id', async () => {
    const store = new MemoryStore();
    await won(store, anonymous);
    expect(await isRepeat(store, first)).toBe(true);
  });
});

describe('without anything that tells one Zap from another', () => {
  test.each(['req-1', undefined])('nothing is ever a repeat (request %s)', async (request) => {
    const store = new MemoryStore();
    const nobody: ClaimSubject = { zap: undefined, delivery: 'msg_1', request };
    expect(await isRepeat(store, nobody)).toBe(false);
    const held = await won(store, nobody);
    await held.settle();
    expect(await isRepeat(store, nobody)).toBe(false);
    expect(await isRepeat(store, { ...nobody, request: 'req-2' })).toBe(false);
  });

  test('a delivery can still be deferred once', async () => {
    const store = new MemoryStore();
    const nobody: ClaimSubject = { zap: undefined, delivery: 'msg_1', request: 'req-1' };
    expect(await (await won(store, nobody)).defer()).toBe(true);
    expect(await (await won(store, nobody)).defer()).toBe(false);
    // The next Zap's first try has its own.
    expect(await (await won(store, { ...nobody, request: 'req-2' })).defer()).toBe(true);
  });
});
