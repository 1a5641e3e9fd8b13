import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { selectIntegrations } from '../../integrations.ts';
import { virtualClock } from '../clock.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { isWatched } from '../terminal.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { type Figures, type FuzzResult, fuzz } from './run.ts';

const whole = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('It must be a whole number.');
  return number;
};
const positive = (text: string): number => {
  if (whole(text) < 1) throw new InvalidArgumentError('It must be 1 or more.');
  return whole(text);
};

const { app, runs, seed, trigger } = new Command('npm run fuzz --')
  .description(
    'Sends random deliveries through the built app: each is changed in one place and must be refused, then sent as it is and must arrive unchanged. The same seed makes the same deliveries.',
  )
  .option('--runs <number>', 'how many deliveries, over all triggers', positive, 2500)
  .option('--seed <number>', 'where the random numbers start', whole, Date.now() % 2 ** 31)
  .option('--trigger <key...>', 'only these triggers')
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .parse()
  .opts<{ app: string; runs: number; seed: number; trigger?: string[] }>();

console.log(`Seed ${seed}`);
const clock = virtualClock();
const integrations = selectIntegrations();
const sandbox = await startSandbox({ integrations, clock, lambda: inOwnProcess(resolve(app), {}) });
const connection = await sandbox.connect();
const events = sandbox.events.filter(({ key }) => !trigger || trigger.includes(key));
const each = Math.ceil(runs / Math.max(events.length, 1));

const isShown = isWatched();
const spinner = ora({ isEnabled: isShown, isSilent: !isShown });
const figures: Figures = { delivered: 0, refused: 0, passed: 0 };
const results: FuzzResult[] = [];
const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
spinner.start();
for (const event of events) {
  const onRun = () => {
    const rate = figures.delivered / seconds();
    const left = Math.ceil((each * events.length - figures.delivered) / rate);
    spinner.text = `${event.key} ${pc.dim(`${figures.delivered} of ${each * events.length}, ${left} s left`)}`;
  };
  const result = await fuzz({ sandbox, clock, connection }, event, { seed, runs: each, figures, onRun });
  results.push(result);
  if (result.failure) spinner.clear();
  if (result.failure) console.log(pc.red(`${event.key}: ${result.failure}`));
  else if (!isShown) console.log(`${event.key} ${figures.delivered} of ${each * events.length}`);
}
spinner.stop();
await sandbox.close();

const failures = results.filter(({ failure }) => failure).length;
const pace = ((1000 * seconds()) / Math.max(figures.delivered, 1)).toFixed(1);
const summary = `${figures.delivered} genuine deliveries arrived unchanged; of as many changed ones ${figures.refused} were refused and ${figures.passed} passed with nothing of the proof changed. ${failures} failures, ${seconds().toFixed(0)} s, ${pace} ms each, seed ${seed}.`;
console.log(failures === 0 && events.length > 0 ? pc.green(summary) : pc.red(summary));
process.exitCode = failures === 0 && events.length > 0 ? 0 : 1;
