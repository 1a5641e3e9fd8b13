import { setTimeout as sleep } from 'node:timers/promises';
import type { Outcome } from 'zapier-local';
import type { Attack } from '../sandbox/attacks/attack.ts';
import { concurrency } from '../sandbox/attacks/concurrency.ts';
import { ATTACK_GROUPS, ATTACKS, appliesTo } from '../sandbox/attacks/index.ts';
import { replay } from '../sandbox/attacks/replay.ts';
import { type Result, runAttacks, untested } from '../sandbox/attacks/run.ts';
import { type Subject, subjectsOf } from '../sandbox/subjects.ts';
import { isRejection } from '../verification/rejection.ts';
import { verify } from '../verification/verify.ts';
import { content, faultyApp, halted } from './helpers/faulty-app.ts';
import { type Bench, events, openBench } from './helpers/sandbox.ts';

// `npm run attack` runs every attack on every trigger of the built app. These tests check that the attacks detect faulty apps.

const quick = ATTACKS.filter(({ isHeavy }) => !isHeavy);
const oneOfEachGroup = ATTACK_GROUPS.flatMap(({ attacks }) => attacks.slice(0, 1));
const subjects = subjectsOf(events);
const senderOf = ({ event: { provider } }: Subject) => provider.sender ?? provider;
/** One for each sender. */
const onEach = subjects.filter((subject, index) => {
  const { key } = senderOf(subject);
  return subjects.findIndex((other) => senderOf(other).key === key) === index;
});
const first = subjects.slice(0, 1);

const run = async (
  bench: Bench,
  tested: readonly Subject[],
  attacks: readonly Attack[],
): Promise<readonly Result[]> => {
  const { sandbox, connection } = bench;
  const results: Result[] = [];
  for await (const result of runAttacks({ sandbox, connection, attacks, subjects: tested })) results.push(result);
  expect(results.length).toBeGreaterThan(0);
  return results;
};

const passed = (results: readonly Result[]): string[] => results.filter(({ isOk }) => isOk).map(({ attack }) => attack);

describe('the attacks', () => {
  const bench = openBench();

  test('have different names', () => {
    expect(new Set(ATTACKS.map(({ name }) => name)).size).toBe(ATTACKS.length);
  });

  test('apply to at least one trigger each', () => {
    const idle = ATTACKS.filter(
      (attack) => !subjects.some(({ event }) => appliesTo(attack, event, bench.emulator(event))),
    );
    expect(idle).toEqual([]);
  });

  test('leave no trigger untested', () => {
    expect(untested(ATTACKS, bench.sandbox)).toEqual([]);
    expect(untested([], bench.sandbox)).toEqual(subjects.map(({ key }) => key));
  });
});

describe('attacks with concurrent copies', () => {
  const bench = openBench(faultyApp(() => halted('No. (signature_mismatch)')));

  test('run on the first trigger of each provider', async () => {
    const buildr = subjects.filter(({ event }) => event.provider.key === 'buildr').slice(0, 2);
    const results = await run(bench, [...first, ...buildr], concurrency.attacks.slice(0, 1));
    expect(results.map(({ trigger }) => trigger)).toEqual([...first, ...buildr.slice(0, 1)].map(({ key }) => key));
  });
});

/** A body as an app delivers it: in an envelope where the Zap selects a sender. */
const delivered = (text: string, bundle: unknown): Outcome => {
  const isEnvelope = 'sender' in Object(Object(bundle).inputData);
  return { ok: true, results: [isEnvelope ? { payload: content(text) } : content(text)] };
};

describe('an app that accepts everything', () => {
  const bench = openBench(faultyApp((text, _receive, bundle) => delivered(text, bundle)));

  test.each(onEach)('$key fails every attack that must be stopped', async (subject) => {
    const results = await run(bench, [subject], quick);
    expect(passed(results.filter(({ expected }) => expected !== 'delivered'))).toEqual([]);
  });
});

describe('an app that accepts what any provider of the connection signed', () => {
  const isVerified = (bundle: unknown): boolean => {
    const { rawRequest, authData } = Object(bundle);
    return subjects.some(
      ({
        event: {
          provider: { verifier, secret },
        },
      }) => {
        return !isRejection(verify(verifier, rawRequest, authData[secret.field], Date.now() / 1000));
      },
    );
  };
  const bench = openBench(
    faultyApp((text, receive, bundle) => (isVerified(bundle) ? delivered(text, bundle) : receive())),
  );
  const attacks = ATTACKS.filter(({ name }) => name === 'Signature of another provider');

  test('fails on every sender', async () => {
    expect(passed(await run(bench, onEach, attacks))).toEqual([]);
  });
});

describe('an app that looks for a known delivery before it stores the new one', () => {
  const known = new Set<string>();
  const bench = openBench(
    faultyApp(async (text) => {
      if (known.has(text)) return { ok: true, results: [] };
      await sleep(1);
      known.add(text);
      return { ok: true, results: [content(text)] };
    }),
  );

  test('passes a replay and fails every attack with concurrent copies', async () => {
    const withRead = onEach.filter(({ event }) => event.provider.enrich);
    expect(passed(await run(bench, withRead, replay.attacks.slice(0, 1)))).toHaveLength(withRead.length);
    expect(passed(await run(bench, withRead, concurrency.attacks))).toEqual([]);
  });
});

describe('an app that refuses everything', () => {
  const bench = openBench(faultyApp(() => halted('No. (signature_mismatch)')));

  test('fails every attack, because it loses the genuine delivery after it', async () => {
    expect(passed(await run(bench, first, quick))).toEqual([]);
  });
});

describe('an app whose errors contain the body', () => {
  const bench = openBench(faultyApp((text) => halted(`No: ${text} (signature_mismatch)`)));

  test('fails with a leak', async () => {
    const results = await run(bench, first, oneOfEachGroup);
    for (const { leaks } of results) expect(leaks).toEqual(['a secret']);
  });
});
