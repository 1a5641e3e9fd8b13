import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LambdaEvent } from '../sandbox/zapier/lambda.ts';
import { openStudio } from './recordings.ts';
import { atMost, duration, type Effort, type Section, spread } from './report.ts';
import { median, ratioOf } from './statistics.ts';
import type { Zips } from './zips.ts';

const LIMIT = 1.1;
const START = fileURLToPath(new URL('./cold/start.js', import.meta.url));

const WHAT = { loaded: 'Loaded', delivered: 'First delivery done', cpu: 'CPU', megabytes: 'Peak memory', heap: 'Heap' };

type Cold = Record<keyof typeof WHAT, number>;

const start = async (wrapper: string, eventFile: string): Promise<Cold> => {
  const child = spawn(process.execPath, [START, wrapper, eventFile], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [, , , told] = child.stdio;
  if (!told || !('readable' in told)) throw new Error('There is no pipe to the process');
  const { outputs, ...cold } = JSON.parse(await text(told));
  if (outputs !== 1) throw new Error(`${wrapper} did not deliver`);
  return cold;
};

const show = (what: keyof Cold, value: number): string =>
  what === 'megabytes' || what === 'heap' ? `${value.toFixed(1)} MB` : duration(value);

/** A fresh process that loads an unpacked zip and runs one delivery. */
export const benchColdStart = async ({ rounds }: Effort, { full, bare }: Zips): Promise<Section> => {
  const studio = await openStudio();
  const folder = await mkdtemp(join(tmpdir(), 'bench-cold-'));
  try {
    const recording = studio.recordings.find(({ reads }) => reads === 0);
    if (!recording) throw new Error('There is no delivery without a request');
    const store = async (name: string, event: LambdaEvent) => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify({ ...event, zcacheTestObj: {} }));
      return path;
    };
    const apps = {
      full: { wrapper: full.unpacked.wrapper, event: await store('full.json', recording.event) },
      bare: { wrapper: bare.unpacked.wrapper, event: await store('bare.json', studio.redirect(recording, 'empty')) },
    };
    const found: Record<keyof typeof apps, Cold[]> = { full: [], bare: [] };
    const pairs = rounds * 2;
    for (let round = -1; round < pairs; round += 1) {
      const order = round % 2 === 0 ? (['full', 'bare'] as const) : (['bare', 'full'] as const);
      for (const name of order) {
        const cold = await start(apps[name].wrapper, apps[name].event);
        // The first reads the files from the disk.
        if (round >= 0) found[name].push(cold);
      }
    }
    const values = (name: keyof typeof found, what: keyof Cold) => found[name].map((cold) => cold[what]);
    const ratio = (what: keyof Cold) => ratioOf(values('full', what), values('bare', what));
    // The names come from the object above.
    const names = Object.keys(WHAT) as (keyof Cold)[];
    return {
      title: 'Cold start',
      method: `A fresh process imports \`zapierwrapper.js\` of the unpacked zip and runs one delivery (\`${recording.key}\`, the cache inside the process); ${pairs} pairs of starts, taking turns at going first, after one that does not count. Times are from the start of the process, Node’s own start included.`,
      figures: [
        {
          title: 'The app’s zip and the bare app’s',
          head: ['', 'Bare app', 'The app', 'Ratio'],
          rows: names.map((what) => [
            WHAT[what],
            show(what, median(values('bare', what))),
            show(what, median(values('full', what))),
            spread(ratio(what)),
          ]),
        },
      ],
      goals: [
        atMost('Time until the first delivery is done', LIMIT, ratio('delivered').middle),
        atMost('CPU until then', LIMIT, ratio('cpu').middle),
        atMost('Peak memory', LIMIT, ratio('megabytes').middle),
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
    await studio.close();
  }
};
