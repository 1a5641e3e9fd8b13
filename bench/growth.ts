import { openStudio } from './recordings.ts';
import { atMost, duration, type Effort, type Section, spread } from './report.ts';
import { runInTurns, startRunner } from './runner.ts';
import { median, ratioOf } from './statistics.ts';

const LIMIT = 1.2;
const COUNTS = [1, 5, 25, 100] as const;

/** The same delivery as the app grows. */
export const benchGrowth = async ({ rounds, isQuick }: Effort): Promise<Section> => {
  const studio = await openStudio();
  const apps = (['grown', 'keys', 'plain'] as const).flatMap((kind) => COUNTS.map((count) => ({ kind, count })));
  const contenders = apps.map(({ kind, count }) => ({
    name: `${kind} ${count}`,
    runner: startRunner(`${kind} ${count}`),
  }));
  try {
    // The first trigger is in all of them.
    const [first] = studio.recordings;
    if (!first) throw new Error('There is no delivery');
    const calls = isQuick ? 20 : 200;
    const task = { event: first.event, calls, hasOwnCache: true };
    const found = await runInTurns(
      contenders.map((contender) => ({ ...contender, task })),
      { rounds, warm: isQuick ? 500 : 3000 },
    );
    const cpu = (kind: string, count: number) => (found.get(`${kind} ${count}`) ?? []).map((cost) => cost.cpu);
    const ratio = (kind: string, count: number) => ratioOf(cpu(kind, count), cpu('grown', 1));
    return {
      title: 'The same delivery as the app grows',
      method: `\`${first.key}\` in apps with more and more triggers, those of the full app over again under other keys; all with the full app’s connection and actions. CPU for a call without network, ${calls} calls in a turn, ${rounds} rounds.`,
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
            ...(['grown', 'keys', 'plain'] as const).flatMap((kind) => [
              duration(median(cpu(kind, count))),
              spread(ratio(kind, count)),
            ]),
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
