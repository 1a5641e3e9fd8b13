import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import pc from 'picocolors';
import { ROOT } from '../scripts/publishing/root.ts';
import { runScript } from '../scripts/publishing/run.ts';
import { benchColdStart } from './cold-start.ts';
import { benchDelivery } from './delivery.ts';
import { benchGrowth } from './growth.ts';
import { describeMachine } from './machine.ts';
import { type Effort, type Section, toMarkdown, toTerminal } from './report.ts';
import { benchSize } from './size.ts';
import { benchTiming } from './timing.ts';
import { benchVerify } from './verify.ts';
import { buildZips, type Zips } from './zips.ts';

const FULL: Effort = { isQuick: false, rounds: 21, time: 40, samples: 250_000 };
const QUICK: Effort = { isQuick: true, rounds: 5, time: 10, samples: 20_000 };

type Bench = (effort: Effort, zips: () => Promise<Zips>) => Promise<Section>;

const BENCHES: Readonly<Record<string, Bench>> = {
  verify: benchVerify,
  timing: benchTiming,
  delivery: benchDelivery,
  growth: benchGrowth,
  cold: async (effort, zips) => benchColdStart(effort, await zips()),
  size: async (_effort, zips) => benchSize(await zips()),
};

const { only, quick } = new Command('npm run bench --')
  .description('Compares the app with baselines and other libraries, and writes bench/results.md.')
  .addOption(
    new Option('--only <parts...>', 'run some parts; does not write bench/results.md').choices(Object.keys(BENCHES)),
  )
  .option('--quick', 'rough figures in a few minutes; does not write bench/results.md')
  .parse()
  .opts<{ only?: readonly string[]; quick?: boolean }>();

const toPage = (sections: readonly Section[]): string =>
  [
    '# Benchmarks',
    'Written by `npm run bench`. Compare only ratios within one run: both sides ran interleaved on the same machine.',
    ['| | |', '| --- | --- |', ...describeMachine().map(([name, value]) => `| ${name} | ${value} |`)].join('\n'),
    ...sections.map(toMarkdown),
  ].join('\n\n');

await runScript(async () => {
  let zips: Promise<Zips> | undefined;
  const sections: Section[] = [];
  try {
    for (const [name, bench] of Object.entries(BENCHES)) {
      if (only && !only.includes(name)) continue;
      const section = await bench(quick ? QUICK : FULL, () => {
        zips ??= buildZips();
        return zips;
      });
      console.log(toTerminal(section));
      sections.push(section);
    }
  } finally {
    await (await zips)?.remove();
  }
  const goals = sections.flatMap((section) => section.goals);
  console.log(`\n${goals.filter(({ isMet }) => isMet).length} of ${goals.length} goals met.`);
  if (quick || only) {
    console.log(pc.dim('Only a complete run writes bench/results.md: npm run bench'));
    return;
  }
  await writeFile(join(ROOT, 'bench/results.md'), `${toPage(sections)}\n`);
  console.log('Wrote bench/results.md.');
});
