import { createHash } from 'node:crypto';
import { claim } from '../../platform/deduplicate.ts';
import { first, isRepeat, LIFE, resent, won } from '../helpers/claims.ts';
import { MemoryStore } from '../helpers/memory-store.ts';

describe('a delivered delivery', () => {
  const delivered = async () => {
    const store = new MemoryStore();
    await (await won(store, first)).settle();
    return store;
  };

  test('is not delivered again when it is re-sent', async () => {
    const store = await delivered();
    expect(await isRepeat(store, resent)).toBe(true);
    expect(await isRepeat(store, { ...first, request: undefined })).toBe(true);
  });

  test('is remembered for its whole life and no longer', async () => {
    const store = await delivered();
    store.now = LIFE - 1;
    expect(await isRepeat(store, resent)).toBe(true);
    store.now = LIFE;
    expect(await isRepeat(store, resent)).toBe(false);
  });

  test('passes when Zapier itself tries the same request again', async () => {
    const store = await delivered();
    expect(await isRepeat(store, first)).toBe(false);
    // That run holds it like the first one did.
    expect(await isRepeat(store, resent)).toBe(true);
  });

  test('passes so once more, and no third time', async () => {
    const store = await delivered();
    await (await won(store, first)).settle();
    for (const subject of [first, resent, first, { ...first, request: undefined }]) {
      expect(await isRepeat(store, subject)).toBe(true);
    }
    store.now = LIFE - 1;
    expect(await isRepeat(store, first)).toBe(true);
    store.now = LIFE;
    expect(await isRepeat(store, first)).toBe(false);
  });

  test('passes no oftener when its requests come in pairs', async () => {
    const store = await delivered();
    let passed = 0;
    for (const _round of [1, 2, 3, 4, 5]) {
      const pair = await Promise.all([claim(store, first, LIFE), claim(store, first, LIFE)]);
      for (const held of pair) {
        if (held.isRepeat) continue;
        passed += 1;
        await held.settle();
      }
    }
    expect(passed).toBeLessThanOrEqual(2);
  });

  test('stays delivered when the run that passes once more is killed', async () => {
    const store = await delivered();
    await won(store, first);
    store.now = 3600;
    expect(await isRepeat(store, resent)).toBe(true);
    await (await won(store, first)).settle();
    expect(await isRepeat(store, first)).toBe(true);
  });

  test('does not pass again by the request of a re-send that was dropped', async () => {
    const store = await delivered();
    expect(await isRepeat(store, resent)).toBe(true);
    expect(await isRepeat(store, resent)).toBe(true);
  });

  test('that passes once more cannot be deferred', async () => {
    const store = await delivered();
    expect(await (await won(store, first)).defer()).toBe(false);
  });

  test('says nothing about another delivery, nor about another Zap', async () => {
    const store = await delivered();
    expect(await isRepeat(store, { ...resent, delivery: 'msg_2' })).toBe(false);
    expect(await isRepeat(store, { ...resent, zap: 'zap-2' })).toBe(false);
  });

  test('is not forgotten because a repeat came', async () => {
    const store = await delivered();
    const before = store.alive;
    expect(await isRepeat(store, resent)).toBe(true);
    expect(store.alive).toEqual(before);
  });
});

describe('a delivery under way', () => {
  test('is nobody else’s', async () => {
    const store = new MemoryStore();
    await won(store, first);
    expect(await isRepeat(store, resent)).toBe(true);
  });

  test('goes to one of many that come at once', async () => {
    const store = new MemoryStore();
    const runs = Array.from({ length: 20 }, (_, n) => claim(store, { ...first, request: `req-${n}` }, LIFE));
    const repeats = (await Promise.all(runs)).filter((held) => held.isRepeat);
    expect(repeats).toHaveLength(19);
  });

  test('passes when Zapier itself tries the same request again', async () => {
    const store = new MemoryStore();
    await won(store, first);
    expect(await isRepeat(store, first)).toBe(false);
  });

  test('is free again a minute after its run was killed', async () => {
    const store = new MemoryStore();
    await won(store, first);
    store.now = 59;
    expect(await isRepeat(store, resent)).toBe(true);
    store.now = 60;
    expect(await isRepeat(store, resent)).toBe(false);
  });

  test('is held for another minute by the run that took over', async () => {
    const store = new MemoryStore();
    await won(store, first);
    store.now = 50;
    await won(store, first);
    store.now = 109;
    expect(await isRepeat(store, resent)).toBe(true);
    store.now = 110;
    expect(await isRepeat(store, resent)).toBe(false);
  });

  test('can be given back', async () => {
    const store = new MemoryStore();
    await (await won(store, first)).release();
    expect(store.alive).toEqual({});
    expect(await isRepeat(store, resent)).toBe(false);
  });
});

describe('what is stored', () => {
  const keyOf = (...subject: string[]) =>
    `delivery-${createHash('sha256').update(JSON.stringify(subject)).digest('hex')}`;

  test('outlives a new version of the app, so it keeps its form', async () => {
    const store = new MemoryStore();
    const key = keyOf('zap', 'zap-1', 'msg_1');
    const held = await won(store, first);
    expect(store.alive).toEqual({ [key]: 'running req-1' });
    await held.defer();
    expect(store.alive).toEqual({ [key]: 'deferred' });
    await held.settle();
    expect(store.alive).toEqual({ [key]: 'settled req-1' });
  });

  test('names no request any more once it has passed again', async () => {
    const store = new MemoryStore();
    await (await won(store, first)).settle();
    await (await won(store, first)).settle();
    expect(store.alive).toEqual({ [keyOf('zap', 'zap-1', 'msg_1')]: 'settled ' });
  });

  test('says that the second try has begun', async () => {
    const store = new MemoryStore();
    await (await won(store, first)).defer();
    await won(store, resent);
    expect(store.alive).toEqual({ [keyOf('zap', 'zap-1', 'msg_1')]: 'last try req-2' });
  });

  test('is the request’s where there is no Zap to tell', async () => {
    const store = new MemoryStore();
    await won(store, { zap: undefined, delivery: 'msg_1', request: 'req-1' });
    await won(store, { zap: undefined, delivery: 'msg_1', request: undefined });
    expect(store.alive).toEqual({
      [keyOf('request', 'req-1', 'msg_1')]: 'running req-1',
      [keyOf('request', '', 'msg_1')]: 'running ',
    });
  });

  test('keeps Zap and delivery apart, whatever their names', async () => {
    const store = new MemoryStore();
    await won(store, { zap: 'a","b', delivery: 'c', request: 'req-1' });
    await won(store, { zap: 'a', delivery: 'b","c', request: 'req-2' });
    expect(Object.keys(store.alive)).toHaveLength(2);
  });
});
