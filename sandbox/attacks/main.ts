import { resolve } from 'node:path';
import { Command } from 'commander';
import ora from 'ora';
import pc from 'picocolors';
import { selectIntegrations } from '../../integrations.ts';
import { virtualClock } from '../clock.ts';
import { plural } from '../plural.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { isWatched } from '../terminal.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { ATTACKS } from './index.ts';
import { tableOf } from './report.ts';
import { failuresOf, type Result, runAttacks } from './run.ts';

const { app, json, only, trigger } = new Command('npm run attack --')
  .description(
    'Tries every attack on every trigger of the built app. Exits with 1 when one of them ends as it must not.',
  )
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .option('--only <text>', 'only attacks with this in their name')
  .option('--trigger <key...>', 'only these triggers')
  .option('--json', 'every result as JSON, for other programs')
  .parse()
  .opts<{ app: string; json?: true; only?: string; trigger?: string[] }>();

const attacks = ATTACKS.filter(({ name }) => name.toLowerCase().includes((only ?? '').toLowerCase()));
const started = performance.now();
const clock = virtualClock();
const sandbox = await startSandbox({
  integrations: selectIntegrations(),
  clock,
  lambda: inOwnProcess(resolve(app), {}),
});
const unknown = (trigger ?? []).filter((key) => !sandbox.events.some((event) => event.key === key));
if (unknown.length > 0 || attacks.length === 0) {
  await sandbox.close();
  console.error(
    unknown.length > 0 ? `There is no trigger ${unknown.join(', ')}.` : `No attack has “${only}” in its name.`,
  );
  process.exit(2);
}
const connection = await sandbox.connect();

const isShown = isWatched() && !json;
const spinner = ora({ isEnabled: isShown, isSilent: !isShown });
spinner.start();
const results: Result[] = [];
let current = '';
for await (const result of runAttacks({ sandbox, clock, connection, attacks, ...(trigger && { triggers: trigger }) })) {
  results.push(result);
  spinner.text = `${result.trigger} ${pc.dim(`${results.length} done, ${result.attack}`)}`;
  if (!isShown && !json && result.trigger !== current) console.log(`${result.trigger} …`);
  current = result.trigger;
}
spinner.stop();
await sandbox.close();

const failures = results.filter(({ isOk }) => !isOk);
if (json)
  console.log(JSON.stringify({ passed: results.length - failures.length, failed: failures.length, results }, null, 2));
else {
  console.log(tableOf(results));
  for (const line of failuresOf(failures)) console.log(pc.red(line));
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const names = new Set(results.map(({ attack }) => attack)).size;
  const triggers = new Set(results.map(({ trigger: key }) => key)).size;
  const summary = `${plural(names, 'attack')} on ${plural(triggers, 'trigger')}: ${results.length} tried, ${plural(failures.length, 'failure')}, ${seconds} s. A genuine delivery after each of them: ${results.filter(({ genuine }) => genuine !== 'delivered').length} lost.`;
  console.log(failures.length === 0 ? pc.green(summary) : pc.red(summary));
}
process.exitCode = failures.length === 0 ? 0 : 1;
