import fc from 'fast-check';
import { claim, type DeliverySubject, mayRetry } from '../../platform/deduplicate.ts';
import { first, type Outcome, runWithRead, WINDOW } from '../helpers/claims.ts';
import { memoryStore } from '../helpers/memory-store.ts';

type RequestId = string | undefined;

const LARGE = 'a'.repeat(200_000);

/** Copies of one delivery, as requests with these IDs. */
const copies = (count: number, requestId: (index: number) => RequestId): DeliverySubject[] =>
  Array.from({ length: count }, (_, index) => ({ ...first, request: requestId(index) }));

const count = (outcomes: readonly Outcome[], outcome: Outcome): number =>
  outcomes.filter((each) => each === outcome).length;

describe.each([0, 5, 30])('With %i ms of cache latency', (latency) => {
  const winnersAmong = async (subjects: readonly DeliverySubject[]): Promise<number> => {
    const store = memoryStore({ latency });
    const results = await Promise.all(subjects.map((subject) => claim(store, subject, WINDOW)));
    return results.filter(Boolean).length;
  };

  test.each<[string, (index: number) => RequestId]>([
    ['distinct request IDs', (index) => `req-${index}`],
    ['missing or ambiguous request IDs', () => undefined],
    ['distinct and missing request IDs', (index) => (index % 2 === 0 ? `req-${index}` : undefined)],
    ['200 kB request IDs that differ at the end', (index) => LARGE + index],
  ])('exactly one of ten concurrent copies with %s wins', async (_, requestId) => {
    expect(await winnersAmong(copies(10, requestId))).toBe(1);
  });

  test.each([
    ['one request ID', 'req-1'],
    ['one request ID of 200 kB', LARGE],
  ])('two of ten concurrent copies with %s win, as if Zapier had repeated a run', async (_, request) => {
    expect(await winnersAmong(copies(10, () => request))).toBe(2);
  });

  test('six concurrent copies that read a record give one output', async () => {
    const store = memoryStore({ latency });
    const runs = copies(6, (index) => `req-${index}`).map((subject) => runWithRead(store, subject));
    expect(count(await Promise.all(runs), 'output')).toBe(1);
  });

  test('six concurrent copies whose record is missing give one deferral and one output', async () => {
    const store = memoryStore({ latency });
    const runs = copies(6, (index) => `req-${index}`).map((subject) => runWithRead(store, subject, false));
    const outcomes = await Promise.all(runs);
    expect([count(outcomes, 'deferred'), count(outcomes, 'output')]).toEqual([1, 1]);
  });

  test.each([
    ['distinct request IDs', (index: number) => `req-${index}`],
    ['missing or ambiguous request IDs', () => undefined],
  ])('six copies with %s after a deferral give one output', async (_, requestId) => {
    const store = memoryStore({ latency });
    expect(await runWithRead(store, first, false)).toBe('deferred');
    const runs = copies(6, requestId).map((subject) => runWithRead(store, subject, false));
    const outcomes = await Promise.all(runs);
    expect([count(outcomes, 'deferred'), count(outcomes, 'output')]).toEqual([0, 1]);
  });

  test('one of six concurrent copies may be deferred', async () => {
    const store = memoryStore({ latency });
    const answers = await Promise.all(copies(6, (index) => `req-${index}`).map((subject) => mayRetry(store, subject)));
    expect(answers.filter(Boolean)).toHaveLength(1);
  });
});

test('In every order of cache calls, the outputs of one delivery belong to one request and are at most two', async () => {
  const requestIds = fc.array(fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }), {
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), requestIds, async (scheduler, requests) => {
      const store = memoryStore();
      // The scheduler decides when a call arrives and when its answer does.
      const reorder =
        <A extends unknown[], T>(call: (...args: A) => Promise<T>) =>
        async (...args: A): Promise<T> => {
          await scheduler.schedule(Promise.resolve());
          return scheduler.schedule(call(...args));
        };
      const reordered = { get: reorder(store.get), setIfAbsent: reorder(store.setIfAbsent) };
      const winners: RequestId[] = [];
      const runs = requests.map(async (request) => {
        if (await claim(reordered, { ...first, request }, WINDOW)) winners.push(request);
      });
      await scheduler.waitFor(Promise.all(runs));
      const [winner] = winners;
      const isSent = requests.filter((request) => request === winner).length;
      expect(winners).toEqual(Array(winner === undefined ? 1 : Math.min(isSent, 2)).fill(winner));
    }),
  );
});
