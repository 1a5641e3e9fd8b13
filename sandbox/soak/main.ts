import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { BUILT_APP } from '../sandbox.ts';
import { isWatched } from '../terminal.ts';
import { figuresOf, problemsOf } from './report.ts';
import { soak } from './soak.ts';

const toCount = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is a whole number from 1 up.');
  return Number(text);
};

const { app, deliveries, seed, json } = new Command('npm run soak --')
  .description(
    'Sends deliveries of every trigger through the built app while providers, cache, process and Zapier fail now and then, and accounts for each of them. Exits with 1 when one is lost, a forged one is accepted, or the app keeps more and more memory.',
  )
  .option('--deliveries <number>', 'how many', toCount, 100_000)
  .option('--seed <text>', 'what decides chance; the same seed brings the same trouble', randomBytes(4).toString('hex'))
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .option('--json', 'all figures as JSON, for other programs')
  .parse()
  .opts<{ app: string; deliveries: number; seed: string; json?: true }>();

const isShown = isWatched() && !json;
const spinner = ora({ isEnabled: isShown, isSilent: !isShown }).start();
let tenths = 0;
const soaked = await soak({
  app: resolve(app),
  deliveries,
  seed,
  onProgress(sent) {
    spinner.text = `${sent} of ${deliveries} sent ${pc.dim(`seed ${seed}`)}`;
    const now = Math.floor((10 * sent) / deliveries);
    if (!isShown && !json && now > tenths) console.log(`${sent} of ${deliveries} sent …`);
    tenths = now;
  },
});
spinner.stop();

const problems = problemsOf(soaked);
if (json) console.log(JSON.stringify({ ok: problems.length === 0, problems, ...soaked }, null, 2));
else {
  console.log(figuresOf(soaked));
  for (const problem of problems) console.log(pc.red(`✗ ${problem}`));
  if (problems.length === 0) console.log(pc.green('Nothing lost, nothing forged accepted, memory flat.'));
}
process.exitCode = problems.length === 0 ? 0 : 1;
