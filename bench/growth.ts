import type { GrowingApp } from './apps/index.ts';
import { startRecorder } from './recorder.ts';
import { atMost, duration, type Effort, type Section, spread } from './report.ts';
import { runInterleaved, startRunner } from './runner.ts';
import { median, ratioOf } from './statistics.ts';

const LIMIT = 1.2;
const COUNTS = [1, 5, 25, 100] as const;
const KINDS = ['triggers', 'keys', 'slow'] as const satisfies readonly GrowingApp[];
/** The engine may optimize one process of an app better than another, and that difference is larger than the one to measure. */
const PROCESSES = { triggers: 3, keys: 3, slow: 1 } as const;

/** The same delivery as the app grows. */
export const benchGrowth = async ({ rounds, isQuick }: Effort): Promise<Section> => {
  const recorder = await startRecorder();
  const nameOf = (kind: GrowingApp, count: number, process: number) => `${kind} ${count} #${process}`;
  const apps = KINDS.flatMap((kind) =>
    COUNTS.flatMap((count) =>
      Array.from({ length: PROCESSES[kind] }, (_, process) => ({
        name: nameOf(kind, count, process),
        runner: startRunner(`${kind} ${count}`),
      })),
    ),
  );
  try {
    // Every app has the first trigger.
    const [first] = recorder.recordings;
    if (!first) throw new Error('There are no deliveries');
    const calls = isQuick ? 20 : 200;
    const task = { event: first.event, calls, hasLocalCache: true };
    const found = await runInterleaved(
      apps.map((app) => ({ ...app, task })),
      { rounds, warmup: isQuick ? 500 : 3000 },
    );
    // The median of the app's processes in each round.
    const cpu = (kind: GrowingApp, count: number): number[] => {
      const runs = Array.from(
        { length: PROCESSES[kind] },
        (_, process) => found.get(nameOf(kind, count, process)) ?? [],
      );
      return Array.from({ length: rounds }, (_, round) => median(runs.flatMap((costs) => costs[round]?.cpu ?? [])));
    };
    const ratio = (kind: GrowingApp, count: number) => ratioOf(cpu(kind, count), cpu('triggers', 1));
    return {
      title: 'The same delivery as the app grows',
      method: `\`${first.key}\` in apps with a growing number of triggers. Beyond the triggers of the app, they repeat under other keys. All apps have the connection and the actions of the app. CPU for a call without network, ${calls} calls in a round, ${rounds} rounds. Each app runs in ${PROCESSES.triggers} processes, of which the median counts; without \`fastDefinition\`, in one.`,
      figures: [
        {
          title: 'CPU for one delivery',
          head: [
            'Triggers',
            'The app',
            '/ one trigger',
            'All triggers but one are only a key',
            '/ one trigger',
            'Without `fastDefinition`',
            '/ one trigger',
          ],
          rows: COUNTS.map((count) => [
            String(count),
            ...KINDS.flatMap((kind) => [duration(median(cpu(kind, count))), spread(ratio(kind, count))]),
          ]),
        },
      ],
      goals: COUNTS.slice(1).map((count) =>
        atMost(`${count} triggers against one`, LIMIT, ratio('triggers', count).middle),
      ),
      notes: [
        '`platform/fast-definition.ts` avoids the cost in the last columns: core copies the definition for every delivery.',
        'Triggers that are only a key show the cost of a trigger in core, independent of its content.',
      ],
    };
  } finally {
    for (const { runner } of apps) runner.close();
    await recorder.close();
  }
};
