import { resolve } from 'node:path';
import { Command } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { inChildProcess, virtualClock } from 'zapier-local';
import { selectIntegrations } from '../../integrations.ts';
import { plural } from '../plural.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { countSenders, type Subject, subjectsOf } from '../subjects.ts';
import { isTerminal } from '../terminal.ts';
import { COPIES } from './concurrency.ts';
import { ATTACKS } from './index.ts';
import { processPool } from './process-pool.ts';
import { failuresOf, tableOf } from './report.ts';
import { type Result, runAttacks, untested } from './run.ts';

const { app, json, only, trigger } = new Command('npm run attack --')
  .description(
    'Runs every attack on every trigger of the built app. Exits with 1 if an outcome is not the required one.',
  )
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .option('--only <text>', 'only attacks with this text in their name')
  .option('--trigger <key...>', 'only these triggers, or one with a sender: "signed_webhook_received (github)"')
  .option('--json', 'print every result as JSON')
  .parse()
  .opts<{ app: string; json?: true; only?: string; trigger?: string[] }>();

const started = performance.now();
const pool = await processPool(COPIES, () => inChildProcess(resolve(app)));
const sandbox = await startSandbox({ integrations: selectIntegrations(), clock: virtualClock(), app: pool });

const attacks = ATTACKS.filter(({ name }) => name.toLowerCase().includes((only ?? '').toLowerCase()));
const all = subjectsOf(sandbox.events);
const isChosen = ({ key, event }: Subject): boolean => !trigger || trigger.includes(key) || trigger.includes(event.key);
const unknown = (trigger ?? []).filter((name) => !all.some(({ key, event }) => name === key || name === event.key));
const missed = untested(ATTACKS, sandbox);
const mistakes = [
  ...(unknown.length > 0 ? [`There is no trigger ${unknown.join(', ')}.`] : []),
  ...(attacks.length === 0 ? [`No attack has “${only}” in its name.`] : []),
  ...(missed.length > 0
    ? [`No attack applies to ${missed.join(', ')}. Add attacks for the scheme of its provider.`]
    : []),
];
if (mistakes.length > 0) {
  await sandbox.close();
  console.error(mistakes.join('\n'));
  process.exit(2);
}
const subjects = all.filter(isChosen);
const connection = await sandbox.connect();

const isShown = isTerminal() && !json;
const spinner = ora({ isEnabled: isShown, isSilent: !isShown });
spinner.start();
const results: Result[] = [];
let current = '';
for await (const result of runAttacks({ sandbox, connection, attacks, subjects })) {
  results.push(result);
  spinner.text = `${result.trigger} ${pc.dim(`${results.length} done, ${result.attack}`)}`;
  if (!isShown && !json && result.trigger !== current) console.log(`${result.trigger} …`);
  current = result.trigger;
}
spinner.stop();
await sandbox.close();

const failed = results.filter(({ isOk }) => !isOk).length;
if (json) console.log(JSON.stringify({ passed: results.length - failed, failed, results }, null, 2));
else {
  console.log(tableOf(results));
  for (const line of failuresOf(results)) console.log(pc.red(line));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const lost = results.filter(({ nextDelivery }) => nextDelivery !== 'delivered').length;
  const summary = `${plural(attacks.length, 'attack')} on ${`${plural(new Set(subjects.map(({ event }) => event.key)).size, 'trigger')} with ${plural(countSenders(subjects), 'sender')}`}: ${plural(results.length, 'run')}, ${failed} failed, ${lost} genuine deliveries lost, ${seconds} s.`;
  console.log(failed === 0 ? pc.green(summary) : pc.red(summary));
}
process.exitCode = failed === 0 && results.length > 0 ? 0 : 1;
