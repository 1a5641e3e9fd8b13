import type { Command } from 'commander';
import pc from 'picocolors';
import { print } from '../output.ts';
import { firstEventOf, PROVIDER_KEYS } from '../pick-provider.ts';
import { type InputOptions, withInput } from './options.ts';

interface AttacksOptions extends InputOptions {
  readonly provider: string;
  readonly json?: boolean;
}

/** Adds `attacks`, which lists the attacks for `deliver --tamper`. */
export const addAttacks = (program: Command): void => {
  withInput(
    program
      .command('attacks')
      .description('List the attacks for deliver --tamper, with their expected outcomes.')
      .requiredOption('-p, --provider <key>', `${PROVIDER_KEYS} (required)`),
  )
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 success, 2 usage error.')
    // The attacks are loaded only when they are used.
    .action(async ({ provider, input, json }: AttacksOptions) => {
      const { attacksOn } = await import('../tamper.ts');
      const list = attacksOn(firstEventOf(provider, input)).map(({ group, attack: { name, why }, expected }) => ({
        group,
        name,
        description: why,
        expected,
      }));
      const width = Math.max(...list.map(({ name }) => name.length));
      const lines = list.map(({ group, name, expected }, index) => {
        const line = `  ${name.padEnd(width)}  ${pc.dim(expected)}`;
        return group === list[index - 1]?.group ? line : `${pc.bold(group)}\n${line}`;
      });
      print(json, list, lines.join('\n'));
    });
};
