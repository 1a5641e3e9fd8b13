import { resolve } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { inChildProcess, virtualClock } from 'zapier-local';
import { selectIntegrations } from '../../integrations.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { subjectsOf } from '../subjects.ts';
import { isTerminal } from '../terminal.ts';
import { type Counts, type FuzzResult, fuzz } from './run.ts';

const toInteger = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new InvalidArgumentError('It must be a whole number.');
  return number;
};
const toCount = (text: string): number => {
  if (toInteger(text) < 1) throw new InvalidArgumentError('It must be at least 1.');
  return toInteger(text);
};

const { app, runs, seed, trigger } = new Command('npm run fuzz --')
  .description(
    'Sends random deliveries to every trigger of the built app. Each is sent with one change, which must be refused, and then unchanged, which must be delivered. The same seed creates the same deliveries.',
  )
  .option('--runs <number>', 'how many deliveries, over all triggers and senders', toCount, 2500)
  .option('--seed <number>', 'the seed of the random values', toInteger, Date.now() % 2 ** 31)
  .option('--trigger <key...>', 'only these triggers, or one with a sender: "signed_webhook_received (github)"')
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .parse()
  .opts<{ app: string; runs: number; seed: number; trigger?: string[] }>();

console.log(`Seed ${seed}`);
const integrations = selectIntegrations();
const sandbox = await startSandbox({ integrations, clock: virtualClock(), app: inChildProcess(resolve(app)) });
const connection = await sandbox.connect();
const subjects = subjectsOf(sandbox.events).filter(
  ({ key, event }) => !trigger || trigger.includes(key) || trigger.includes(event.key),
);
const runsEach = Math.ceil(runs / Math.max(subjects.length, 1));
const total = runsEach * subjects.length;

const isShown = isTerminal();
const spinner = ora({ isEnabled: isShown, isSilent: !isShown });
const counts: Counts = { delivered: 0, refused: 0, accepted: 0 };
const results: FuzzResult[] = [];
const started = performance.now();
const seconds = () => (performance.now() - started) / 1000;
spinner.start();
for (const subject of subjects) {
  const onRun = () => {
    const left = Math.ceil(((total - counts.delivered) * seconds()) / counts.delivered);
    spinner.text = `${subject.key} ${pc.dim(`${counts.delivered} of ${total}, ${left} s left`)}`;
  };
  const result = await fuzz({ sandbox, connection }, subject, { seed, runs: runsEach, counts, onRun });
  results.push(result);
  if (result.failure) {
    spinner.clear();
    console.log(pc.red(`${subject.key}: ${result.failure}`));
  } else if (!isShown) console.log(`${subject.key} ${counts.delivered} of ${total}`);
}
spinner.stop();
await sandbox.close();

const failures = results.filter(({ failure }) => failure).length;
const pace = ((1000 * seconds()) / Math.max(counts.delivered, 1)).toFixed(1);
const summary = [
  `${counts.delivered} genuine deliveries arrived unchanged.`,
  `${counts.refused} changed requests were refused; ${counts.accepted} kept a valid signature or token.`,
  `${failures} failures, ${seconds().toFixed(0)} s, ${pace} ms each, seed ${seed}.`,
].join(' ');
const isOk = failures === 0 && subjects.length > 0;
console.log(isOk ? pc.green(summary) : pc.red(summary));
process.exitCode = isOk ? 0 : 1;
