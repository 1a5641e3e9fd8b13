import { compareDeliveries, type DeliveryComparison } from './compare-deliveries.ts';
import { startRecorder } from './recorder.ts';
import { atMost, duration, type Effort, type Figures, type Section, spread } from './report.ts';
import { startRunner } from './runner.ts';

const MAX_WITHOUT_READ = 1.4;
const MAX_WITH_REMOTE_CACHE = 1.2;
const MAX_WITH_READ = 1.5;

const toFigures = (title: string, baselineName: string, { baseline, rows }: DeliveryComparison): Figures => ({
  title,
  head: ['Trigger', 'CPU', 'CPU / baseline', 'Time', 'Time / baseline'],
  rows: [
    [`baseline: ${baselineName}`, duration(baseline.cpu), '', duration(baseline.wall), ''],
    ...rows.map(({ key, cost, toBaseline }) => [
      key,
      duration(cost.cpu),
      spread(toBaseline.cpu),
      duration(cost.wall),
      spread(toBaseline.wall),
    ]),
  ],
});

const worst = ({ rows }: DeliveryComparison): number =>
  Math.max(...rows.map(({ toBaseline }) => toBaseline.cpu.middle));

/** One delivery through core's handler, compared with triggers that do almost nothing. */
export const benchDelivery = async ({ rounds, isQuick }: Effort): Promise<Section> => {
  const recorder = await startRecorder();
  const full = startRunner('full');
  try {
    const withoutRead = recorder.recordings.filter(({ reads }) => reads === 0);
    const withRead = recorder.recordings.filter(({ reads }) => reads > 0);
    const common = { recorder, full, rounds };
    const many = { ...common, recordings: withoutRead, calls: isQuick ? 20 : 300, warmup: isQuick ? 100 : 2000 };
    // Fewer, because a read costs more.
    const few = { ...common, recordings: withRead, calls: isQuick ? 5 : 25, warmup: isQuick ? 100 : 300 };
    // First, because the timestamps of signatures are valid for five minutes.
    const read = await compareDeliveries({
      ...few,
      baselineApp: 'minimal-with-flags',
      baseline: 'one_api_read',
      hasLocalCache: true,
    });
    const local = await compareDeliveries({ ...many, baselineApp: 'minimal', baseline: 'empty', hasLocalCache: true });
    const remote = await compareDeliveries({
      ...many,
      baselineApp: 'minimal-with-flags',
      baseline: 'one_cache_call',
      hasLocalCache: false,
    });
    return {
      title: 'One delivery through core’s handler',
      method: `Genuine deliveries, recorded in the sandbox, run through core’s handler: each app in its own process, ${many.calls} calls in a round (${few.calls} with an API read), ${rounds} rounds, each in a different order. CPU is the CPU time of the app’s process for one call, so waiting and other programs do not count. A ratio is the median of the ratios of all rounds, with its interquartile range.`,
      figures: [
        toFigures('No API read, cache inside the process (core’s `zcacheTestObj`)', 'empty trigger', local),
        toFigures('No API read, cache behind RPC on the loopback', 'empty trigger with one cache call', remote),
        toFigures('One API read on the loopback, cache inside the process', 'empty trigger with one API read', read),
      ],
      goals: [
        atMost('CPU of each trigger without an API read, against an empty trigger', MAX_WITHOUT_READ, worst(local)),
        atMost(
          'The same with the cache behind RPC, against an empty trigger with one cache call',
          MAX_WITH_REMOTE_CACHE,
          worst(remote),
        ),
        atMost(
          'CPU of each trigger with an API read, against an empty trigger with one API read',
          MAX_WITH_READ,
          worst(read),
        ),
      ],
      notes: [
        'A delivery without an API read makes one cache call, the claim. A delivery with an API read makes two.',
        'Buildr sends only the ID of a record, and Firespring does not sign, so the app reads each of their records from the API.',
      ],
    };
  } finally {
    full.close();
    await recorder.close();
  }
};
