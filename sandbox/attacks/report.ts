import Table from 'cli-table3';
import pc from 'picocolors';
import { tableStyle } from '../terminal.ts';
import { ATTACK_GROUPS } from './index.ts';
import type { Result } from './run.ts';

/** How often each outcome came: `signature_missing ×19`. */
const counted = (results: readonly Result[], show: (result: Result) => string): string => {
  const counts = new Map<string, number>();
  for (const result of results) counts.set(show(result), (counts.get(show(result)) ?? 0) + 1);
  return [...counts].map(([word, count]) => `${word} ×${count}`).join('\n');
};

/** A table of attacks and outcomes. */
export const tableOf = (results: readonly Result[]): string => {
  const table = new Table({
    head: ['Attack', 'Triggers', 'Outcome', ''],
    colAligns: ['left', 'right', 'left', 'left'],
    chars: { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' },
    style: tableStyle(),
  });
  for (const { name, attacks } of ATTACK_GROUPS) {
    const rows = attacks
      .map((attack) => ({ attack, of: results.filter((result) => result.attack === attack.name) }))
      .filter(({ of }) => of.length > 0);
    if (rows.length > 0) table.push([pc.bold(name), '', '', '']);
    for (const { attack, of } of rows) {
      const failed = of.filter(({ isOk }) => !isOk).length;
      const mark = failed === 0 ? pc.green('✓') : pc.red(`✗ ${failed}`);
      table.push([`  ${attack.name}`, of.length, counted(of, ({ saw }) => saw), mark]);
    }
  }
  return table.toString();
};
