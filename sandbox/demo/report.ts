import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import pc from 'picocolors';
import { tableStyle } from '../terminal.ts';

/** The result of a check, with the outcome in one to three words. */
export interface Result {
  readonly isOk: boolean;
  readonly outcome: string;
}

/** The results for one trigger or action, by check. Checks that do not apply are absent. */
export interface Row<Check extends string = string> {
  readonly label: string;
  readonly results: Readonly<Partial<Record<Check, Result>>>;
}

const format = (result: Result | undefined, isWide: boolean): string => {
  if (!result) return pc.dim('–');
  if (!result.isOk) return pc.red(`✗ ${result.outcome}`);
  return pc.green(isWide ? `✓ ${result.outcome}` : '✓');
};

/** A table with one column per check. */
const tableOf = (title: string, checks: readonly string[], rows: readonly Row[], isWide: boolean): string => {
  const table = new Table({
    head: [title, ...checks],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: tableStyle(),
  });
  for (const { label, results } of rows) table.push([label, ...checks.map((check) => format(results[check], isWide))]);
  return table.toString();
};

/** One line per row: the number of successful checks, and the failures. */
const linesOf = (rows: readonly Row[]): string => {
  const width = Math.max(...rows.map(({ label }) => label.length));
  const lines = rows.map(({ label, results }) => {
    const all = Object.entries(results).flatMap(([check, result]) => (result ? [{ check, ...result }] : []));
    const failures = all.filter(({ isOk }) => !isOk);
    const count = `${label.padEnd(width)}  ${all.length - failures.length} of ${all.length}`;
    if (failures.length === 0) return pc.green(`✓ ${count}`);
    return pc.red(`✗ ${count}: ${failures.map(({ check, outcome }) => `${check} (${outcome})`).join(', ')}`);
  });
  return lines.join('\n');
};

/** The results in the most detailed layout that fits: a table with outcomes, a table with ticks, or lines. */
export const reportOf = (title: string, checks: readonly string[], rows: readonly Row[], columns: number): string => {
  const fits = (table: string) => stripVTControlCharacters(table.slice(0, table.indexOf('\n'))).length <= columns;
  return [true, false].map((isWide) => tableOf(title, checks, rows, isWide)).find(fits) ?? linesOf(rows);
};

/** The number of failed checks. */
export const failuresIn = (rows: readonly Row[]): number =>
  rows.flatMap(({ results }) => Object.values(results)).filter((result) => result && !result.isOk).length;
