import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { AppEvent } from 'zapier-local';
import { startRecorder } from './recorder.ts';
import { atMost, duration, type Effort, type Section, spread } from './report.ts';
import { median, ratioOf } from './statistics.ts';
import type { Zips } from './zips.ts';

const LIMIT = 1.1;
const PROCESS = fileURLToPath(new URL('./cold-start-process.js', import.meta.url));

const LABELS = {
  loaded: 'Loaded',
  delivered: 'First delivery done',
  cpu: 'CPU',
  megabytes: 'Peak memory',
  heap: 'Heap',
};

type ColdStart = Record<keyof typeof LABELS, number>;

const start = async (wrapper: string, eventFile: string): Promise<ColdStart> => {
  const child = spawn(process.execPath, [PROCESS, wrapper, eventFile], {
    env: { PATH: process.env['PATH'] ?? '' },
    stdio: ['ignore', 'ignore', 'inherit', 'pipe'],
  });
  const [, , , pipe] = child.stdio;
  if (!pipe || !('readable' in pipe)) throw new Error('There is no pipe to the process');
  const { outputs, ...measured } = JSON.parse(await text(pipe));
  if (outputs !== 1) throw new Error(`${wrapper} did not deliver`);
  return measured;
};

const format = (key: keyof ColdStart, value: number): string =>
  key === 'megabytes' || key === 'heap' ? `${value.toFixed(1)} MB` : duration(value);

/** A new process that loads an unpacked zip and runs one delivery. */
export const benchColdStart = async ({ rounds }: Effort, { full, minimal }: Zips): Promise<Section> => {
  const recorder = await startRecorder();
  const folder = await mkdtemp(join(tmpdir(), 'bench-cold-start-'));
  try {
    const recording = recorder.recordings.find(({ reads }) => reads === 0);
    if (!recording) throw new Error('There is no delivery without an API read');
    const store = async (name: string, event: AppEvent) => {
      const path = join(folder, name);
      await writeFile(path, JSON.stringify({ ...event, zcacheTestObj: {} }));
      return path;
    };
    const apps = {
      full: { wrapper: full.unpacked.wrapper, event: await store('full.json', recording.event) },
      minimal: {
        wrapper: minimal.unpacked.wrapper,
        event: await store('minimal.json', recorder.redirect(recording, 'empty')),
      },
    };
    const found: Record<keyof typeof apps, ColdStart[]> = { full: [], minimal: [] };
    const pairs = rounds * 2;
    for (let round = -1; round < pairs; round += 1) {
      const order = round % 2 === 0 ? (['full', 'minimal'] as const) : (['minimal', 'full'] as const);
      for (const name of order) {
        const measured = await start(apps[name].wrapper, apps[name].event);
        // The first round reads the files from the disk.
        if (round >= 0) found[name].push(measured);
      }
    }
    const values = (name: keyof typeof found, key: keyof ColdStart) => found[name].map((one) => one[key]);
    const ratio = (key: keyof ColdStart) => ratioOf(values('full', key), values('minimal', key));
    // The keys come from the object above.
    const keys = Object.keys(LABELS) as (keyof ColdStart)[];
    return {
      title: 'Cold start',
      method: `A new process imports \`zapierwrapper.js\` of the unpacked zip and runs one delivery (\`${recording.key}\`, cache inside the process). ${pairs} pairs of starts in alternating order, after one pair that does not count. Times include the start of Node.`,
      figures: [
        {
          title: 'The app’s zip and the zip of a minimal app',
          head: ['', 'Minimal app', 'The app', 'Ratio'],
          rows: keys.map((key) => [
            LABELS[key],
            format(key, median(values('minimal', key))),
            format(key, median(values('full', key))),
            spread(ratio(key)),
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
    await recorder.close();
  }
};
