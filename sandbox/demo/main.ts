import { resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { inChildProcess, virtualClock } from 'zapier-local';
import { selectIntegrations } from '../../integrations.ts';
import { plural } from '../plural.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { countSenders, subjectsOf } from '../subjects.ts';
import { checkActions } from './action-checks.ts';
import { ACTION_CHECKS } from './action-context.ts';
import { showProgress } from './progress.ts';
import { failuresIn, type Row, reportOf } from './report.ts';
import { checkTrigger, TRIGGER_CHECKS } from './trigger-checks.ts';

const { app } = new Command('npm run demo --')
  .description('Runs every trigger and action of the built app against local providers, including forged deliveries.')
  .addHelpText('after', '\nPROVIDERS=basekit,buildr selects providers, as in every command that builds the app.')
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .parse()
  .opts<{ app: string }>();

const started = performance.now();
const integrations = selectIntegrations();
const sandbox = await startSandbox({ integrations, clock: virtualClock(), app: inChildProcess(resolve(app)) });
const connection = await sandbox.connect();
console.log(`\nConnected: ${connection.label}\n`);

const subjects = subjectsOf(sandbox.events);
const progress = showProgress(subjects.length);
const triggers: Row[] = [];
for (const subject of subjects) {
  progress.next(subject.key);
  triggers.push({ label: subject.key, results: await checkTrigger(sandbox, connection, subject) });
}
const actions = await checkActions(sandbox, connection);
progress.end();
const actionCount = Object.keys((await sandbox.zapier.definition()).creates).length;
await sandbox.close();

const columns = process.stdout.columns ?? Number.POSITIVE_INFINITY;
console.log(reportOf('Trigger', TRIGGER_CHECKS, triggers, columns));
console.log(`\n${reportOf('Action', ACTION_CHECKS, actions, columns)}`);
const failures = failuresIn([...triggers, ...actions]);
const counts = [
  plural(sandbox.events.length, 'trigger'),
  plural(countSenders(subjects), 'sender'),
  plural(actionCount, 'action'),
  plural(failures, 'failure'),
  `${((performance.now() - started) / 1000).toFixed(1)} s`,
];
const summary = `${counts.join(', ')}. No request left this machine.`;
console.log(failures === 0 ? pc.green(summary) : pc.red(summary));
process.exitCode = failures === 0 ? 0 : 1;
