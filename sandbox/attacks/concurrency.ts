import type { HookRequest } from 'zapier-local';
import type { Event } from '../../triggers/define-event.ts';
import type { FaultRule } from '../providers/faults.ts';
import type { AttackGroup, ScenarioAttack } from './attack.ts';
import type { AttackRunner } from './attack-runner.ts';
import { rawOf } from './raw.ts';

/** The number of copies of one delivery that arrive at the same time. */
export const COPIES = 10;
const COPIES_WITH_READ = 6;

/** Milliseconds of cache latency: with some, each run looks before the others have written. */
const LATENCIES = [0, 5, 30];

const LARGE = 'a'.repeat(200_000);

type RequestId = (index: number) => HookRequest['headers'];

const distinct: RequestId = (index) => ({ 'Http-X-Request-Id': `request ${index}` });

/** Calls the trigger with copies of one request at the same time. */
const sendCopies = (runner: AttackRunner, raw: HookRequest, count: number, requestId: RequestId): Promise<string[]> =>
  Promise.all(
    Array.from({ length: count }, (_, index) =>
      runner.call({ ...raw, headers: { ...raw.headers, ...requestId(index) } }),
    ),
  );

/** `ignored` if the copies have the allowed number of outputs. */
const judge = (outcomes: readonly string[], limit: number, latency: number): string => {
  const delivered = outcomes.filter((outcome) => outcome === 'delivered').length;
  const other = outcomes.find((outcome) => outcome !== 'delivered' && outcome !== 'ignored');
  if (other) return other;
  return delivered >= 1 && delivered <= limit
    ? 'ignored'
    : `delivered ${delivered} times with ${latency} ms of cache latency`;
};

type Scenario = (runner: AttackRunner, raw: HookRequest) => Promise<string[]>;

/** Runs a scenario once for each cache latency, each time with a new delivery. */
const atEveryLatency = async (runner: AttackRunner, scenario: Scenario, limit = 1): Promise<string> => {
  const { services } = runner.fixture.sandbox.zapier;
  for (const latency of LATENCIES) {
    services.cacheLatency = latency;
    const outcome = judge(await scenario(runner, rawOf(runner.genuine())), limit, latency);
    if (outcome !== 'ignored') return outcome;
  }
  return 'ignored';
};

const copies = (name: string, why: string, requestId: RequestId, limit = 1): ScenarioAttack => ({
  name: `Ten concurrent copies with ${name}`,
  why,
  isPerProvider: true,
  expected: 'ignored',
  run: (runner) => atEveryLatency(runner, (_, raw) => sendCopies(runner, raw, COPIES, requestId), limit),
});

const readsRecord = ({ provider }: Event): boolean => provider.enrich !== undefined;

/** Six copies of a delivery whose record has to be read, while a fault rule applies to the provider's API. */
const sendDuring = (runner: AttackRunner, raw: HookRequest, fault: FaultRule): Promise<string[]> => {
  runner.fixture.emulator.fault = fault;
  return sendCopies(runner, raw, COPIES_WITH_READ, distinct);
};

/** Copies of one delivery that arrive at the same time. */
export const concurrency: AttackGroup = {
  name: 'Concurrent copies',
  attacks: [
    copies('different request IDs', 'One run can look for a known delivery before another has stored it.', distinct),
    copies(
      'missing request IDs',
      'Code that recognizes its own runs by the request ID treats every run without one as a repetition.',
      () => ({}),
    ),
    copies(
      'ambiguous request IDs',
      'Code that reads the first of two request IDs lets the sender choose it.',
      (index) => ({
        ...distinct(index),
        'X-Request-Id': 'another request',
      }),
    ),
    copies('request IDs of 200 kB', 'A cache that refuses a large value cannot store a claim.', (index) => ({
      'Http-X-Request-Id': `${LARGE}${index}`,
    })),
    copies(
      'the same request ID',
      'Zapier repeats a killed run with its request ID, so one further run may pass. If the sender chooses the ID, two outputs are the limit.',
      () => ({ 'Http-X-Request-Id': 'one request' }),
      2,
    ),
    {
      name: 'Six concurrent copies during a slow API read',
      why: 'All of them look for a known delivery before the read and find none.',
      needs: readsRecord,
      isPerProvider: true,
      expected: 'ignored',
      run: (runner) => atEveryLatency(runner, (_, raw) => sendDuring(runner, raw, () => ({ delay: 100 }))),
    },
    {
      name: 'Six concurrent copies after a deferral',
      why: 'Code that allows another try of a deferred delivery can let every copy through.',
      needs: readsRecord,
      isPerProvider: true,
      expected: 'ignored',
      run: (runner) =>
        atEveryLatency(runner, async (_, raw) => {
          const unavailable = () => ({ status: 503 });
          runner.fixture.emulator.fault = unavailable;
          const first = await runner.call({ ...raw, headers: { ...raw.headers, ...distinct(0) } });
          return first === 'ThrottledError' ? sendDuring(runner, raw, unavailable) : [`first ${first}`];
        }),
    },
  ],
};
