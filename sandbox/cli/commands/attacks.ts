import type { Command } from 'commander';
import pc from 'picocolors';
import { print } from '../output.ts';
import { firstEventOf, PROVIDER_KEYS, providerOf } from '../pick-provider.ts';

/** Adds `attacks`, which lists what `deliver` can tamper with. */
export const addAttacks = (program: Command): void => {
  program
    .command('attacks')
    .description('List the attacks that deliver can make on a provider’s proof, with what has to become of each.')
    .requiredOption('-p, --provider <key>', `${PROVIDER_KEYS} (required)`)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 listed, 2 wrong usage.')
    // The catalogue is loaded only where it is used.
    .action(async ({ provider, json }: { provider: string; json?: boolean }) => {
      const { tamperingsFor } = await import('../tamper.ts');
      const event = firstEventOf(providerOf(provider));
      const list = tamperingsFor(event).map(({ family, attack, expected }) => ({
        family,
        name: attack.name,
        why: attack.why,
        expected,
      }));
      const width = Math.max(...list.map(({ name }) => name.length));
      const lines = list.map(({ family, name, expected }, index) => {
        const line = `  ${name.padEnd(width)}  ${pc.dim(expected)}`;
        return family === list[index - 1]?.family ? line : `${pc.bold(family)}\n${line}`;
      });
      print(json, list, lines.join('\n'));
    });
};
