import { integrations } from '../integrations.ts';
import type { Attack } from '../sandbox/attacks/attack.ts';
import { ATTACK_GROUPS, ATTACKS, appliesTo } from '../sandbox/attacks/index.ts';
import { failuresOf, type Result, runAttacks } from '../sandbox/attacks/run.ts';
import { isRejection } from '../verification/rejection.ts';
import { verify } from '../verification/verify.ts';
import { content, faultyApp, halted, hideMemory } from './helpers/faulty-app.ts';
import { type Bench, events, oneOfEach, openBench } from './helpers/sandbox.ts';

jest.setTimeout(120_000);

beforeAll(hideMemory);

/** `npm run attack` runs all of them on every trigger of the built app. */
const quick = ATTACKS.filter(({ isHeavy }) => !isHeavy);
const oneOfEachFamily = ATTACK_GROUPS.flatMap(({ attacks }) => attacks.slice(0, 1));

const run = async (bench: Bench, key: string, attacks: readonly Attack[]): Promise<readonly Result[]> => {
  const { sandbox, clock, connection } = bench;
  const results: Result[] = [];
  for await (const result of runAttacks({ sandbox, clock, connection, attacks, triggers: [key] })) results.push(result);
  return results;
};

const wrong = (results: readonly Result[]): string[] => failuresOf(results.filter(({ isOk }) => !isOk));

describe('the app', () => {
  const bench = openBench();

  test.each(oneOfEach.map(({ key }) => [key]))('%s stands every attack', async (key) => {
    const results = await run(bench, key, quick);
    expect(wrong(results)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(48);
  });

  const others = events.filter((event) => !oneOfEach.includes(event));
  test.each(others.map(({ key }) => [key]))('%s stands an attack of every kind', async (key) => {
    const results = await run(bench, key, oneOfEachFamily);
    expect(wrong(results)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(5);
  });
});

describe('the catalogue', () => {
  const bench = openBench();

  test('has a name of its own for every attack, and says why it works elsewhere', () => {
    const names = ATTACKS.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    for (const { why } of ATTACKS) expect(why).toMatch(/^[A-Z].{20,}\.$/);
  });

  test('has no attack that can be tried nowhere', () => {
    const idle = ATTACKS.filter((attack) => !events.some((event) => appliesTo(attack, event, bench.emulator(event))));
    expect(idle).toEqual([]);
  });
});

describe('an app that takes whatever comes', () => {
  const bench = openBench(faultyApp((text) => ({ ok: true, results: [content(text)] })));

  test.each(oneOfEach.map(({ key }) => [key]))(
    '%s is found out by every attack that has to be stopped',
    async (key) => {
      const results = await run(bench, key, quick);
      expect(results.filter(({ isOk, expected }) => isOk && expected !== 'delivered')).toEqual([]);
      // All but those that no check can stop, and true deliveries that look odd.
      expect(results.filter(({ isOk }) => !isOk).length).toBeGreaterThan(30);
    },
  );
});

describe('an app that takes whatever any provider of the connection proves', () => {
  const isProven = (bundle: unknown): boolean => {
    const { rawRequest, authData } = Object(bundle);
    return integrations.some(({ provider: { verifier: proof, secret } }) => {
      return !isRejection(verify(proof, rawRequest, authData[secret.field], Date.now() / 1000));
    });
  };
  const bench = openBench(
    faultyApp((text, asItIs, bundle) => (isProven(bundle) ? { ok: true, results: [content(text)] } : asItIs())),
  );
  const attacks = ATTACKS.filter(({ name }) => name === 'signature of another provider');

  test.each(oneOfEach.map(({ key }) => [key]))('%s is found out by what the others send', async (key) => {
    const [result] = await run(bench, key, attacks);
    expect(result?.saw).toContain('delivered');
    expect(result?.isOk).toBe(false);
  });
});

describe('an app that takes nothing', () => {
  const bench = openBench(faultyApp(() => halted('No. (signature_mismatch)')));

  test.each(oneOfEach.map(({ key }) => [key]))('%s is found out by every attack', async (key) => {
    const results = await run(bench, key, quick);
    expect(results.filter(({ isOk }) => isOk)).toEqual([]);
  });
});

describe('an app whose errors say too much', () => {
  const bench = openBench(faultyApp((text) => halted(`No: ${text} (signature_mismatch)`)));

  test('is found out', async () => {
    const [event] = events;
    const results = await run(bench, event?.key ?? '', oneOfEachFamily);
    expect(results.length).toBeGreaterThan(0);
    for (const { leaks } of results) expect(leaks).toEqual(['a secret']);
  });
});
