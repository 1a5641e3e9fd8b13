import Table from 'cli-table3';
import pc from 'picocolors';
import { tableStyle } from '../terminal.ts';
import { ATTACK_GROUPS } from './index.ts';
import type { Result } from './run.ts';

/** The number of results by outcome: `signature_missing ×19`. */
const countOutcomes = (results: readonly Result[]): string => {
  const counts = new Map<string, number>();
  for (const { outcome } of results) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  return [...counts].map(([outcome, count]) => `${outcome} ×${count}`).join('\n');
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
    const rows = attacks.flatMap((attack) => {
      const attackResults = results.filter((result) => result.attack === attack.name);
      const failed = attackResults.filter(({ isOk }) => !isOk).length;
      const mark = failed === 0 ? pc.green('✓') : pc.red(`✗ ${failed}`);
      return attackResults.length > 0
        ? [[`  ${attack.name}`, attackResults.length, countOutcomes(attackResults), mark]]
        : [];
    });
    if (rows.length > 0) table.push([pc.bold(name), '', '', ''], ...rows);
  }
  return table.toString();
};

/** The failures, a line each. */
export const failuresOf = (results: readonly Result[]): string[] =>
  results
    .filter(({ isOk }) => !isOk)
    .map(({ attack, trigger, expected, outcome, nextDelivery, leaks }) =>
      [
        `${trigger}: ${attack}: expected ${expected}, got ${outcome}`,
        ...(nextDelivery === 'delivered' ? [] : [`the genuine delivery after it: ${nextDelivery}`]),
        ...(leaks.length === 0 ? [] : [`an error contained ${leaks.join(' and ')}`]),
      ].join('; '),
    );
