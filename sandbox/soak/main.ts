import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { BUILT_APP } from '../sandbox.ts';
import { isTerminal } from '../terminal.ts';
import { checksMemory, figuresOf, problemsOf } from './report.ts';
import { soak } from './soak.ts';

const toCount = (text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number, at least 1.');
  return Number(text);
};

const { app, deliveries, seed, json } = new Command('npm run soak --')
  .description(
    'Sends deliveries to every trigger of the built app while providers, cache, process and Zapier sometimes fail. Exits with 1 if a delivery is lost, changed or duplicated without a cause, a forged request is accepted, or the memory of the app grows.',
  )
  .option('--deliveries <number>', 'how many', toCount, 100_000)
  .option(
    '--seed <text>',
    'the seed of the random faults; the same seed causes the same faults',
    randomBytes(4).toString('hex'),
  )
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .option('--json', 'print all figures as JSON')
  .parse()
  .opts<{ app: string; deliveries: number; seed: string; json?: true }>();

const isShown = isTerminal() && !json;
const spinner = ora({ isEnabled: isShown, isSilent: !isShown }).start();
let tenths = 0;
const result = await soak({
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

const problems = problemsOf(result);
if (json) console.log(JSON.stringify({ ok: problems.length === 0, problems, ...result }, null, 2));
else {
  console.log(figuresOf(result));
  for (const { message } of problems) console.log(pc.red(`✗ ${message}`));
  if (problems.length === 0)
    console.log(
      pc.green(
        `No delivery lost, no forged request accepted, ${checksMemory(result) ? 'no growth of memory' : 'memory not checked'}.`,
      ),
    );
}
process.exitCode = problems.length === 0 ? 0 : 1;
