import { openStudio } from './recordings.ts';
import { atMost, duration, type Effort, type Section, spread } from './report.ts';
import { runInterleaved, startRunner } from './runner.ts';
import { median, ratioOf } from './statistics.ts';

const LIMIT = 1.2;
const COUNTS = [1, 5, 25, 100] as const;
const KINDS = ['grown', 'keys', 'plain'] as const;
/** One process of an app may compile better than the next: by more than what is to be seen here. */
const PROCESSES = { grown: 3, keys: 3, plain: 1 } as const;

/** The same delivery as the app grows. */
export const benchGrowth = async ({ rounds, isQuick }: Effort): Promise<Section> => {
  const studio = await openStudio();
  const nameOf = (kind: string, count: number, at: number) => `${kind} ${count} #${at}`;
  const contenders = KINDS.flatMap((kind) =>
    COUNTS.flatMap((count) =>
      Array.from({ length: PROCESSES[kind] }, (_, at) => ({
        name: nameOf(kind, count, at),
        runner: startRunner(`${kind} ${count}`),
      })),
    ),
  );
  try {
    // The first trigger is in all of them.
    const [first] = studio.recordings;
    if (!first) throw new Error('There is no delivery');
    const calls = isQuick ? 20 : 200;
    const task = { event: first.event, calls, hasOwnCache: true };
    const found = await runInterleaved(
      contenders.map((contender) => ({ ...contender, task })),
      { rounds, warm: isQuick ? 500 : 3000 },
    );
    // For each round the median of the app's processes.
    const cpu = (kind: keyof typeof PROCESSES, count: number): number[] => {
      const runs = Array.from({ length: PROCESSES[kind] }, (_, at) => found.get(nameOf(kind, count, at)) ?? []);
      return Array.from({ length: rounds }, (_, round) => median(runs.flatMap((costs) => costs[round]?.cpu ?? [])));
    };
    const ratio = (kind: keyof typeof PROCESSES, count: number) => ratioOf(cpu(kind, count), cpu('grown', 1));
    return {
      title: 'The same delivery as the app grows',
      method: `\`${first.key}\` in apps with more and more triggers, those of the full app over again under other keys; all with the full app’s connection and actions. CPU for a call without network, ${calls} calls in a turn, ${rounds} rounds; each app in ${PROCESSES.grown} processes, of which the median counts, and where it is not made lean in one.`,
      figures: [
        {
          title: 'CPU for one delivery',
          head: [
            'Triggers',
            'The app',
            'To one trigger',
            'All but one nothing but a key',
            'To one trigger',
            'Definition not made lean',
            'To one trigger',
          ],
          rows: COUNTS.map((count) => [
            String(count),
            ...KINDS.flatMap((kind) => [duration(median(cpu(kind, count))), spread(ratio(kind, count))]),
          ]),
        },
      ],
      goals: COUNTS.slice(1).map((count) =>
        atMost(`${count} triggers against one`, LIMIT, ratio('grown', count).middle),
      ),
      notes: [
        'What `lean-definition.ts` is for: without it, Zapier’s copying of the definition outweighs all the rest.',
        'Triggers that are nothing but a key show what core does for each of them, whatever they hold.',
      ],
    };
  } finally {
    for (const { runner } of contenders) runner.close();
    await studio.close();
  }
};
