import { resolve } from 'node:path';
import Table from 'cli-table3';
import { Command } from 'commander';
import pc from 'picocolors';
import { virtualClock } from '../clock.ts';
import { BUILT_APP, startSandbox } from '../sandbox.ts';
import { inOwnProcess } from '../zapier/lambda.ts';
import { type Cell, NOT_APPLICABLE, roundTrip, STEPS } from './round-trip.ts';

const { app } = new Command('npm run demo --')
  .description('Runs every trigger of the built app against local providers: on, an event, attacks, off.')
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
const sandbox = await startSandbox({ clock: virtualClock(), lambda: inOwnProcess(resolve(app), {}) });
const connection = await sandbox.connect();
console.log(`\nConnected: ${connection.label}\n`);

const table = new Table({
  head: ['Trigger', ...STEPS],
  chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
  style: process.stdout.isTTY ? { head: ['bold'], border: ['grey'] } : { head: [], border: [] },
});
let failures = 0;
for (const event of sandbox.events) {
  const cells = await roundTrip(sandbox, connection, event);
  failures += cells.filter(({ isOk }) => !isOk).length;
  table.push([event.key, ...cells.map(show)]);
}
await sandbox.close();

console.log(table.toString());
const seconds = ((performance.now() - started) / 1000).toFixed(1);
const summary = `${sandbox.events.length} triggers, ${failures} failures, ${seconds} s, nothing left this machine.`;
console.log(failures === 0 ? pc.green(summary) : pc.red(summary));
process.exitCode = failures === 0 ? 0 : 1;
