import { resolve } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import pc from 'picocolors';
import { selectProviders } from '../../scripts/publishing/selection.ts';
import { virtualClock } from '../clock.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { CREATE_STEPS, cellsOf } from './create-trip.ts';
import { createTrips } from './create-trips.ts';
import { type Cell, NOT_APPLICABLE, roundTrip, STEPS } from './round-trip.ts';

const { app } = new Command('npm run demo --')
  .description(
    'Runs every trigger of the built app against local providers (on, an event, attacks, off), and every action.',
  )
  .addHelpText('after', '\nPROVIDERS=basekit,buildr leaves out the others, as it does for every other command.')
  .option('--app <file>', 'the built app, or the zapierwrapper.js of an unpacked zip', BUILT_APP)
  .parse()
  .opts<{ app: string }>();

const WIDE = 150;
const isWide = (process.stdout.columns ?? WIDE) >= WIDE;

const show = ({ isOk, saw }: Cell): string => {
  if (!isOk) return pc.red(`✗ ${saw}`);
  if (saw === NOT_APPLICABLE) return pc.dim(saw);
  return pc.green(isWide ? `✓ ${saw}` : '✓');
};

const started = performance.now();
const { integrations } = selectProviders();
const sandbox = await startSandbox({ integrations, clock: virtualClock(), lambda: inOwnProcess(resolve(app), {}) });
const connection = await sandbox.connect();
console.log(`\nConnected: ${connection.label}\n`);

const makeTable = (head: readonly string[]) =>
  new Table({
    head: [...head],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: process.stdout.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
  });

let failures = 0;
const row = (label: string, cells: readonly Cell[]): string[] => {
  failures += cells.filter(({ isOk }) => !isOk).length;
  return [label, ...cells.map(show)];
};

const triggers = makeTable(['Trigger', ...STEPS]);
for (const event of sandbox.events) triggers.push(row(event.key, await roundTrip(sandbox, connection, event)));
const creates = makeTable(['Action', ...CREATE_STEPS]);
for (const trip of await createTrips(sandbox, connection)) creates.push(row(trip.label, cellsOf(trip)));
const { length: actions } = Object.keys((await sandbox.zapier.definition()).creates);
await sandbox.close();

console.log(`${triggers}\n\n${creates}`);
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const summary = `${sandbox.events.length} triggers, ${actions} actions, ${failures} failures, ${seconds} s, nothing left this machine.`;
console.log(failures === 0 ? pc.green(summary) : pc.red(summary));
process.exitCode = failures === 0 ? 0 : 1;
