import type { Command } from 'commander';
import pc from 'picocolors';
import { type AppOptions, addAppOptions } from '../app-options.ts';
import { describeTriggers, type TriggerDescription } from '../describe-trigger.ts';
import { openApp } from '../open-app.ts';

const HEADINGS = ['KEY', 'LABEL', 'KIND', 'OPERATIONS'] as const;

const toRow = ({ key, label, kind, hidden, operations }: TriggerDescription): readonly string[] => [
  key,
  label,
  hidden ? `${kind}, hidden` : kind,
  operations.join(', '),
];

const formatTable = (triggers: readonly TriggerDescription[]): string => {
  const rows = [HEADINGS, ...triggers.map(toRow)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '));
  return lines.map((line, index) => (index === 0 ? pc.dim(line.trimEnd()) : line.trimEnd())).join('\n');
};

/** Adds `zapier-local triggers`. */
export const addTriggers = (program: Command): void => {
  addAppOptions(program.command('triggers'))
    .description('List the triggers of an app: key, label, kind and the operations that they support.')
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  zapier-local triggers
  zapier-local triggers --app ../my-app --json`,
    )
    .action(async (options: AppOptions & { readonly json?: true }) => {
      const app = await openApp(options);
      try {
        const triggers = describeTriggers(await app.zapier.definition());
        if (options.json) console.log(JSON.stringify(triggers, null, 2));
        else console.log(triggers.length > 0 ? formatTable(triggers) : 'This app has no triggers.');
      } finally {
        await app.close();
      }
    });
};
