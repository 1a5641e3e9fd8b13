import type { Zap } from '../../sandbox/zapier/zaps.ts';
import { startTinyZapier, type TinyZapier } from '../helpers/tiny-zapier.ts';

let tiny: TinyZapier;

beforeAll(() => {
  // To the very end: core goes on logging for a moment after the last test.
  for (const method of ['log', 'error'] as const) jest.spyOn(console, method).mockImplementation(() => undefined);
});
beforeEach(async () => {
  tiny = await startTinyZapier();
});
afterEach(() => tiny.zapier.close());

describe('the cache', () => {
  const ask = async (zap: Zap, ...calls: unknown[][]) => (await tiny.runOf(zap, { calls })).output[0]?.['results'];

  test('keeps what is set until its time is over, or is deleted', async () => {
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

  test('sets with nx only what is not there, and again when it is over', async () => {
    const zap = await tiny.on();
    const claim = (value: number) => ['set', 'a', value, 10, ['auth'], true];
    expect(await ask(zap, claim(1), claim(2), ['get', 'a', ['auth']])).toEqual([true, false, 1]);
    await tiny.clock.advance(10_000);
    expect(await ask(zap, claim(3), ['get', 'a', ['auth']])).toEqual([true, 3]);
  });

  test('keeps one connection’s keys from another’s, and shares those without a scope', async () => {
    const zap = await tiny.on();
    const others = tiny.zapier.createZap('pasted', await tiny.zapier.connect({ name: 'Grace' }));
    await tiny.zapier.turnOn(others);
    await ask(zap, ['set', 'a', 1, 10, ['auth']], ['set', 'b', 2, 10]);
    expect(await ask(zap, ['get', 'a', ['auth']], ['get', 'a'], ['get', 'b'])).toEqual([1, null, 2]);
    expect(await ask(others, ['get', 'a', ['auth']], ['get', 'b'])).toEqual([null, 2]);
    expect(await ask(others, ['set', 'a', 3, 10, ['auth'], true], ['get', 'a', ['auth']])).toEqual([true, 3]);
  });

  test('fails where it is told to', async () => {
    const zap = await tiny.on();
    tiny.zapier.services.failCache = () => true;
    expect((await tiny.runOf(zap, { calls: [['get', 'a']] })).error).toBeDefined();
  });
});
