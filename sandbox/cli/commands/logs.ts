import type { Command } from 'commander';
import pc from 'picocolors';
import { plural } from '../../plural.ts';
import { readInput } from '../input.ts';
import { countLogs, type LogCounts, type LogKind } from '../logs/count-logs.ts';
import { readLogLines } from '../logs/log-lines.ts';
import { print } from '../output.ts';

const HEADINGS: Readonly<Record<LogKind, string>> = {
  refused: 'Refused deliveries, by reason',
  undocumented_type: 'Undocumented event types',
  differing_path: 'Paths that differ from the schema',
  unknown_field: 'Unknown fields',
};

const toText = ({ lines, from, to, counts, other }: LogCounts): string => {
  const period = from && to ? `, from ${from.toISOString()} to ${to.toISOString()}` : '';
  const widthOf = (column: 'count' | 'trigger') => Math.max(...counts.map((row) => String(row[column]).length));
  const rows = counts.map(({ kind, trigger, name, count }) => ({
    kind,
    text: `  ${String(count).padStart(widthOf('count'))}  ${trigger.padEnd(widthOf('trigger'))}  ${name}`,
  }));
  const blocks = Object.entries(HEADINGS).flatMap(([kind, heading]) => {
    const texts = rows.filter((row) => row.kind === kind).map(({ text }) => text);
    return texts.length > 0 ? [[pc.bold(heading), ...texts].join('\n')] : [];
  });
  const summary = `${plural(lines, 'log line')}${period}, ${other} of another kind`;
  const hint = blocks.length > 0 ? [pc.dim('docs/operations.md says what to do.')] : [];
  return [summary, ...blocks, ...hint].join('\n\n');
};

/** Adds `logs`, which counts the lines of the app's log. */
export const addLogs = (program: Command): void => {
  program
    .command('logs')
    .description("Count the lines of the app's log by trigger and reason, event type or path.")
    .argument('[file]', 'the output of `npx zapier-platform logs --format json`; default: standard input')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nThe input is JSON or JSON Lines. The output contains keys, reasons, event types and paths, and no other text of the log.\n\nExit code: 0 success, 2 usage error.',
    )
    .action(async (file: string | undefined, { json }: { json?: boolean }) => {
      const counts = countLogs(readLogLines(await readInput(file)));
      print(json, counts, toText(counts));
    });
};
