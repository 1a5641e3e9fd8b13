import { resolve } from 'node:path';
import { Command } from 'commander';
import pc from 'picocolors';
import { selectIntegrations } from '../../integrations.ts';
import { virtualClock } from '../clock.ts';
import { plural } from '../plural.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { CREATE_STEPS, cellsOf } from './create-trip.ts';
import { createTrips } from './create-trips.ts';
import { showProgress } from './progress.ts';
import { linesOf, type Row, tableOf } from './report.ts';
import { roundTrip, STEPS } from './round-trip.ts';

const { app } = new Command('npm run demo --')
  .description(
    'Runs every trigger of the built app against local providers (on, an event, attacks, off), and every action.',
  )
  .addHelpText(
    'after',
    '\nPROVIDERS=basekit,buildr leaves out the others, as it does for every command that builds the app.',
  )
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .parse()
  .opts<{ app: string }>();

/** From here on a cell says what was seen. */
const WIDE = 150;
/** Below this not even a table of ticks fits. */
const NARROW = 120;
const columns = process.stdout.columns ?? WIDE;

const started = performance.now();
const integrations = selectIntegrations();
const sandbox = await startSandbox({ integrations, clock: virtualClock(), lambda: inOwnProcess(resolve(app), {}) });
const connection = await sandbox.connect();
console.log(`\nConnected: ${connection.label}\n`);

const progress = showProgress(sandbox.events.length);
const triggers: Row[] = [];
for (const event of sandbox.events) {
  progress.next(event.key);
  triggers.push({ label: event.key, cells: await roundTrip(sandbox, connection, event) });
}
const creates: Row[] = [];
for (const trip of await createTrips(sandbox, connection)) creates.push({ label: trip.label, cells: cellsOf(trip) });
progress.end();
const failures = [...triggers, ...creates].flatMap(({ cells }) => cells).filter(({ isOk }) => !isOk).length;
const { length: actions } = Object.keys((await sandbox.zapier.definition()).creates);
await sandbox.close();

const show = (head: readonly string[], rows: readonly Row[]): string =>
  columns < NARROW ? linesOf(rows) : tableOf(head, rows, columns >= WIDE);
console.log(`${show(['Trigger', ...STEPS], triggers)}\n\n${show(['Action', ...CREATE_STEPS], creates)}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const summary = `${plural(sandbox.events.length, 'trigger')}, ${plural(actions, 'action')}, ${plural(failures, 'failure')}, ${seconds} s, nothing left this machine.`;
console.log(failures === 0 ? pc.green(summary) : pc.red(summary));
process.exitCode = failures === 0 ? 0 : 1;
