import { type ClaimStore, claim } from '../../platform/deduplicate.ts';
import { first, LIFE, resent, won } from '../helpers/claims.ts';
import { MemoryStore, type StoreCall } from '../helpers/memory-store.ts';

const calls: readonly StoreCall[] = ['get', 'set', 'delete'];
const combinations = Array.from({ length: 2 ** calls.length }, (_, bits) =>
  calls.filter((_call, index) => bits & (1 << index)),
).map((broken) => ({ broken, title: broken.join(' and ') || 'nothing' }));

describe.each(combinations)('a store in which $title fails', ({ broken }) => {
  const failing = (): MemoryStore => {
    const store = new MemoryStore();
    for (const call of broken) store.broken.add(call);
    return store;
  };
  const fails = (call: StoreCall): boolean => broken.includes(call);

  test('lets a first delivery pass, and every step after it', async () => {
    const store = failing();
    const held = await won(store, first);
    await held.settle();
    await held.release();
  });

  test('knows a repeat only as long as it can answer', async () => {
    const store = failing();
    await (await won(store, first)).settle();
    const again = await claim(store, resent, LIFE);
    expect(again.isRepeat).toBe(!fails('set') && !fails('get'));
  });

  test('defers only what it will remember', async () => {
    const store = failing();
    expect(await (await won(store, first)).defer()).toBe(!fails('set'));
  });

  test('that fails from the claim on loses nothing', async () => {
    const store = new MemoryStore();
    const held = await won(store, first);
    for (const call of broken) store.broken.add(call);
    expect(await held.defer()).toBe(!fails('set'));
    await held.settle();
    await held.release();
    store.broken.clear();
    store.now = 60;
    // Deleted, never settled, or settled but not deleted: only the last may hold it back.
    const again = await claim(store, resent, LIFE);
    expect(again.isRepeat).toBe(fails('delete') && !fails('set'));
  });

  test('that fails after the delivery lets a re-send pass rather than lose an event', async () => {
    const store = new MemoryStore();
    await (await won(store, first)).settle();
    for (const call of broken) store.broken.add(call);
    const again = await claim(store, resent, LIFE);
    expect(again.isRepeat).toBe(!fails('set') && !fails('get'));
    if (again.isRepeat) return;
    await again.settle();
    // Nobody knows whether it was deferred before, and Zapier tries again only once.
    expect(await again.defer()).toBe(false);
  });
});

test('a deferred delivery is not deferred twice when its second try cannot ask for it', async () => {
  const store = new MemoryStore();
  expect(await (await won(store, first)).defer()).toBe(true);
  store.broken.add('get');
  expect(await (await won(store, first)).defer()).toBe(false);
});

test('a delivery claimed while the store was down is not deferred when it is back', async () => {
  const store = new MemoryStore();
  store.broken.add('set');
  const held = await won(store, first);
  store.broken.clear();
  expect(await held.defer()).toBe(false);
  expect(store.alive).toEqual({});
});

test('a holder that is gone when it is asked for leaves the delivery free', async () => {
  const store = new MemoryStore();
  await won(store, first);
  const gone: ClaimStore = {
    get: async () => {
      store.now = 60;
      return null;
    },
    set: store.set.bind(store),
    delete: store.delete.bind(store),
  };
  expect(await (await won(gone, resent)).defer()).toBe(true);
});

test.each([7, true, {}, ['settled req-2'], undefined])(
  'an answer that this app never wrote (%j) stops no delivery, and promises no second try',
  async (answer) => {
    const store = new MemoryStore();
    await (await won(store, first)).settle();
    const odd: ClaimStore = {
      get: async () => answer,
      set: store.set.bind(store),
      delete: store.delete.bind(store),
    };
    expect(await (await won(odd, resent)).defer()).toBe(false);
  },
);

test('a delivery passes even if nobody can write down that it was taken over', async () => {
  const store = new MemoryStore();
  expect(await (await won(store, first)).defer()).toBe(true);
  const failing: ClaimStore = {
    get: store.get.bind(store),
    set: async (key, value, seconds, onlyIfAbsent) => {
      if (!onlyIfAbsent) return undefined;
      return store.set(key, value, seconds, onlyIfAbsent);
    },
    delete: store.delete.bind(store),
  };
  const again = await won(failing, first);
  expect(await again.defer()).toBe(false);
  await again.settle();
});
