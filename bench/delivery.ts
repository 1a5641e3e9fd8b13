import type { Recording, Studio } from './recordings.ts';
import { openStudio } from './recordings.ts';
import { atMost, duration, type Effort, type Figures, type Goal, type Section, spread } from './report.ts';
import { type Contender, type Runner, runInterleaved, startRunner } from './runner.ts';
import type { Cost } from './runner-process.ts';
import { median, type Ratio, ratioOf } from './statistics.ts';

const LIMIT = 1.5;

interface Row {
  readonly recording: Recording;
  readonly cpu: number;
  readonly wall: number;
  readonly toBare: { readonly cpu: Ratio; readonly wall: Ratio };
}

interface Comparison {
  readonly bare: { readonly cpu: number; readonly wall: number };
  readonly rows: readonly Row[];
}

interface Match {
  readonly studio: Studio;
  readonly full: Runner;
  readonly recordings: readonly Recording[];
  /** The app to compare with, and its trigger. */
  readonly other: { readonly app: string; readonly trigger: string };
  readonly hasOwnCache: boolean;
  readonly calls: number;
  readonly rounds: number;
  readonly warm: number;
}

/** Runs each delivery in the full app and in another one, in turns. */
const compare = async ({
  studio,
  full,
  recordings,
  other,
  hasOwnCache,
  calls,
  rounds,
  warm,
}: Match): Promise<Comparison> => {
  const [first] = recordings;
  if (!first) throw new Error('There is no delivery to compare');
  const bare = startRunner(other.app);
  try {
    // As many turns for the other app as for all triggers together: the engine makes code faster the more it runs.
    const contenders = recordings.flatMap(({ key, event }): Contender[] => [
      {
        name: `other ${key}`,
        runner: bare,
        task: { event: studio.redirect(first, other.trigger), calls, hasOwnCache },
      },
      { name: key, runner: full, task: { event, calls, hasOwnCache } },
    ]);
    const found = await runInterleaved(contenders, { rounds, warm });
    const costs = (name: string, what: keyof Cost) => (found.get(name) ?? []).map((cost) => cost[what]);
    const ratio = (key: string, what: keyof Cost) => ratioOf(costs(key, what), costs(`other ${key}`, what));
    const ofBare = (what: keyof Cost) => median(recordings.flatMap(({ key }) => costs(`other ${key}`, what)));
    return {
      bare: { cpu: ofBare('cpu'), wall: ofBare('wall') },
      rows: recordings.map((recording) => ({
        recording,
        cpu: median(costs(recording.key, 'cpu')),
        wall: median(costs(recording.key, 'wall')),
        toBare: { cpu: ratio(recording.key, 'cpu'), wall: ratio(recording.key, 'wall') },
      })),
    };
  } finally {
    bare.close();
  }
};

const toFigures = (title: string, bareName: string, { bare, rows }: Comparison): Figures => ({
  title,
  head: ['Trigger', 'CPU', 'CPU to the other', 'Time', 'Time to the other'],
  rows: [
    [bareName, duration(bare.cpu), '', duration(bare.wall), ''],
    ...rows.map(({ recording, cpu, wall, toBare }) => [
      recording.key,
      duration(cpu),
      spread(toBare.cpu),
      duration(wall),
      spread(toBare.wall),
    ]),
  ],
});

const worst = ({ rows }: Comparison): number => Math.max(...rows.map(({ toBare }) => toBare.cpu.middle));

/** One delivery through Zapier's handler, against apps that do next to nothing. */
export const benchDelivery = async ({ rounds, isQuick }: Effort): Promise<Section> => {
  const studio = await openStudio();
  const full = startRunner('full');
  try {
    const pure = studio.recordings.filter(({ reads }) => reads === 0);
    const reading = studio.recordings.filter(({ reads }) => reads > 0);
    const common = { studio, full, rounds, calls: isQuick ? 20 : 300, warm: isQuick ? 100 : 2000 };
    // These take several times as long, and their signatures are fresh for five minutes only.
    const fewer = { ...common, recordings: reading, calls: isQuick ? 5 : 25, warm: isQuick ? 100 : 300 };
    const empty = { app: 'bare', trigger: 'empty' };
    const noNetwork = await compare({ ...common, recordings: pure, other: empty, hasOwnCache: true });
    const oneRead = { app: 'reading', trigger: 'reading' };
    const withRead = await compare({ ...fewer, other: oneRead, hasOwnCache: true });
    const asTheyAre = await compare({ ...fewer, other: empty, hasOwnCache: true });
    const remote = await compare({ ...common, recordings: pure, other: empty, hasOwnCache: false });
    const goals: Goal[] = [
      atMost('Every trigger that needs no API, CPU against an empty trigger', LIMIT, worst(noNetwork)),
      atMost('Every trigger that reads a record, CPU against one that reads one too', LIMIT, worst(withRead)),
      atMost('Every trigger that reads a record, CPU against an empty trigger', LIMIT, worst(asTheyAre)),
    ];
    const reads = Math.max(...reading.map((recording) => recording.reads));
    return {
      title: 'One delivery through Zapier’s handler',
      method: `Genuine deliveries, recorded in the sandbox, through core’s real handler: each app in a process of its own, ${common.calls} calls in a turn (${fewer.calls} where a record is read), ${rounds} rounds, each round in another order. CPU is what the app’s process computed in a call, so that waiting and other programs do not count; ratios are medians of each round’s ratio.`,
      figures: [
        toFigures(
          'No network: the cache answered inside the process by core’s own `zcacheTestObj`',
          'empty trigger',
          noNetwork,
        ),
        toFigures(
          'Triggers that read the record from the provider’s API (on the loopback)',
          'trigger that reads a record',
          withRead,
        ),
        toFigures('The same against an empty trigger', 'empty trigger', asTheyAre),
        toFigures(
          'With the cache behind RPC on the loopback: two calls for each delivery, none in the empty trigger',
          'empty trigger',
          remote,
        ),
      ],
      goals,
      notes: [
        `Buildr’s deliveries are thin and Firespring’s are not signed, so the app reads each record from the API: ${reads} request in each delivery. Core writes a log line for a request, which is one more.`,
        'What a claim costs over the network is the price of not starting a Zap twice. At Zapier it is two round trips to its cache.',
      ],
    };
  } finally {
    full.close();
    await studio.close();
  }
};
