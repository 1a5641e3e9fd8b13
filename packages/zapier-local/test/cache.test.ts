import type { Zap } from '../src/index.ts';
import { silenceConsole } from './helpers/console.ts';
import { startTinyZapier, type TinyZapier } from './helpers/tiny-zapier.ts';

let tiny: TinyZapier;

beforeAll(() => silenceConsole());
afterAll(() => jest.restoreAllMocks());
beforeEach(async () => {
  tiny = await startTinyZapier();
});
afterEach(() => tiny.zapier.close());

describe('Zapier’s cache', () => {
  const ask = async (zap: Zap, ...calls: unknown[][]) => (await tiny.runOf(zap, { calls })).output[0]?.['results'];

  test('keeps a value until it expires or is deleted', async () => {
    const zap = await tiny.on();
    expect(await ask(zap, ['get', 'a'], ['set', 'a', { b: 1 }, 10], ['get', 'a'])).toEqual([null, true, { b: 1 }]);
    await tiny.clock.advance(9999);
    expect(await ask(zap, ['get', 'a'])).toEqual([{ b: 1 }]);
    await tiny.clock.advance(1);
    expect(await ask(zap, ['get', 'a'])).toEqual([null]);
    expect(await ask(zap, ['set', 'a', 2], ['delete', 'a'], ['get', 'a'], ['delete', 'a'])).toEqual([
      true,
      true,
      null,
      false,
    ]);
  });

  test('sets a key with nx only if it is absent or has expired', async () => {
    const zap = await tiny.on();
    const claim = (value: number) => ['set', 'a', value, 10, ['auth'], true];
    expect(await ask(zap, claim(1), claim(2), ['get', 'a', ['auth']])).toEqual([true, false, 1]);
    await tiny.clock.advance(10_000);
    expect(await ask(zap, claim(3), ['get', 'a', ['auth']])).toEqual([true, 3]);
  });

  test('separates the keys of two connections, and shares keys without a scope', async () => {
    const zap = await tiny.on();
    const others = tiny.zapier.createZap('pasted', await tiny.zapier.connect({ name: 'Grace' }));
    await tiny.zapier.turnOn(others);
    await ask(zap, ['set', 'a', 1, 10, ['auth']], ['set', 'b', 2, 10]);
    expect(await ask(zap, ['get', 'a', ['auth']], ['get', 'a'], ['get', 'b'])).toEqual([1, null, 2]);
    expect(await ask(others, ['get', 'a', ['auth']], ['get', 'b'])).toEqual([null, 2]);
    expect(await ask(others, ['set', 'a', 3, 10, ['auth'], true], ['get', 'a', ['auth']])).toEqual([true, 3]);
  });

  test('can be made to fail', async () => {
    const zap = await tiny.on();
    tiny.zapier.services.failCache = () => true;
    expect((await tiny.runOf(zap, { calls: [['get', 'a']] })).error).toBeDefined();
  });
});
