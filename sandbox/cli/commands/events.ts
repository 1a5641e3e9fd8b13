import type { Command } from 'commander';
import pc from 'picocolors';
import { integrations } from '../../../integrations.ts';
import { print } from '../output.ts';
import { secretVariable } from '../secret.ts';

const shown = (): string => {
  const all = integrations.flatMap(({ events }) => events);
  const [key, type] = (['key', 'type'] as const).map((name) => Math.max(...all.map((event) => event[name].length)));
  const blocks = integrations.map(({ provider, events }) => {
    const heading = `${pc.bold(provider.label)} (${provider.key}), secret in ${secretVariable(provider)}`;
    const rows = events.map(
      (event) => `  ${event.key.padEnd(key ?? 0)}  ${event.type.padEnd(type ?? 0)}  ${event.label}`,
    );
    return [heading, pc.dim(provider.verifier.name), ...rows].join('\n');
  });
  return blocks.join('\n\n');
};

/** Adds `events`, which lists what the other commands know. */
export const addEvents = (program: Command): void => {
  program
    .command('events')
    .description('List every provider and trigger, with event types and proofs.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 listed, 2 wrong usage.')
    .action(({ json }: { json?: boolean }) => {
      const list = integrations.flatMap(({ provider, events }) =>
        events.map(({ key, type, label, description }) => ({
          provider: provider.key,
          trigger: key,
          type,
          label,
          description,
          proof: provider.verifier.name,
          secret: secretVariable(provider),
        })),
      );
      print(json, list, shown());
    });
};
