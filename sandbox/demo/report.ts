import Table from 'cli-table3';
import pc from 'picocolors';
import { tableStyle } from '../terminal.ts';
import { type Cell, NOT_APPLICABLE } from './round-trip.ts';

/** What was tried with one trigger or action, and how each of it went. */
export interface Row {
  readonly label: string;
  readonly cells: readonly Cell[];
}

const cellText = ({ isOk, saw }: Cell, isWide: boolean): string => {
  if (!isOk) return pc.red(`✗ ${saw}`);
  if (saw === NOT_APPLICABLE) return pc.dim(saw);
  return pc.green(isWide ? `✓ ${saw}` : '✓');
};

/** A table, one column for each thing that was tried. */
export const tableOf = (head: readonly string[], rows: readonly Row[], isWide: boolean): string => {
  const table = new Table({
    head: [...head],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: tableStyle(),
  });
  for (const { label, cells } of rows) table.push([label, ...cells.map((cell) => cellText(cell, isWide))]);
  return table.toString();
};

/** One line for each row, where a table does not fit: how many of the tries went well, and which did not. */
export const linesOf = (rows: readonly Row[]): string => {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, cells }) => {
    const tried = cells.filter(({ saw }) => saw !== NOT_APPLICABLE);
    const failed = tried.filter(({ isOk }) => !isOk);
    const count = `${label.padEnd(width)}  ${tried.length - failed.length} of ${tried.length}`;
    if (failed.length === 0) return pc.green(`✓ ${count}`);
    return pc.red(`✗ ${count}: ${failed.map(({ name, saw }) => `${name} (${saw})`).join(', ')}`);
  });
  return lines.join('\n');
};
