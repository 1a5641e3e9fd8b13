import type { Recorder, Recording } from './recorder.ts';
import { type Runner, type RunnerTask, runInterleaved, startRunner } from './runner.ts';
import type { Cost } from './runner-process.ts';
import { median, type Ratio, ratioOf } from './statistics.ts';

/** What to compare. */
export interface ComparisonOptions {
  readonly recorder: Recorder;
  readonly full: Runner;
  readonly recordings: readonly Recording[];
  readonly baselineApp: 'minimal' | 'minimal-with-flags';
  /** The key of a trigger of that app. */
  readonly baseline: string;
  readonly hasLocalCache: boolean;
  readonly calls: number;
  readonly rounds: number;
  readonly warmup: number;
}

/** The cost of deliveries, each compared with the baseline. */
export interface DeliveryComparison {
  readonly baseline: Cost;
  readonly rows: readonly {
    readonly key: string;
    readonly cost: Cost;
    readonly toBaseline: Readonly<Record<keyof Cost, Ratio>>;
  }[];
}

/** Runs recorded deliveries in the app and in a trigger of the minimal app, interleaved. */
export const compareDeliveries = async ({
  recorder,
  full,
  recordings,
  baselineApp,
  baseline,
  hasLocalCache,
  calls,
  rounds,
  warmup,
}: ComparisonOptions): Promise<DeliveryComparison> => {
  const [first] = recordings;
  if (!first) throw new Error('There are no deliveries to compare');
  const minimal = startRunner(baselineApp);
  try {
    // The baseline runs once for each delivery, because the engine optimizes code the more it runs.
    const tasks = recordings.flatMap(({ key, event }): RunnerTask[] => [
      {
        name: `baseline ${key}`,
        runner: minimal,
        task: { event: recorder.redirect(first, baseline), calls, hasLocalCache },
      },
      { name: key, runner: full, task: { event, calls, hasLocalCache } },
    ]);
    const found = await runInterleaved(tasks, { rounds, warmup });
    const costs = (name: string, kind: keyof Cost) => (found.get(name) ?? []).map((cost) => cost[kind]);
    const baselineOf = (kind: keyof Cost) => median(recordings.flatMap(({ key }) => costs(`baseline ${key}`, kind)));
    const ratio = (key: string, kind: keyof Cost) => ratioOf(costs(key, kind), costs(`baseline ${key}`, kind));
    return {
      baseline: { cpu: baselineOf('cpu'), wall: baselineOf('wall') },
      rows: recordings.map(({ key }) => ({
        key,
        cost: { cpu: median(costs(key, 'cpu')), wall: median(costs(key, 'wall')) },
        toBaseline: { cpu: ratio(key, 'cpu'), wall: ratio(key, 'wall') },
      })),
    };
  } finally {
    minimal.close();
  }
};
