import type { Command } from 'commander';
import pc from 'picocolors';
import { integrations } from '../../../integrations.ts';
import { print } from '../output.ts';
import { secretVariable } from '../secret.ts';

const listAsText = (): string => {
  const all = integrations.flatMap(({ events }) => events);
  const widthOf = (name: 'key' | 'type') => Math.max(...all.map((event) => event[name].length));
  const [keyWidth, typeWidth] = [widthOf('key'), widthOf('type')];
  const blocks = integrations.map(({ provider, events }) => {
    const heading = `${pc.bold(provider.label)} (${provider.key}), secret in ${secretVariable(provider)}`;
    const rows = events.map(({ key, type, label }) => `  ${key.padEnd(keyWidth)}  ${type.padEnd(typeWidth)}  ${label}`);
    return [heading, pc.dim(provider.verifier.name), ...rows].join('\n');
  });
  return blocks.join('\n\n');
};

/** Adds `events`, which lists providers and triggers. */
export const addEvents = (program: Command): void => {
  program
    .command('events')
    .description('List providers and triggers, with event types and signature schemes.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 success, 2 usage error.')
    .action(({ json }: { json?: boolean }) => {
      const list = integrations.flatMap(({ provider, events }) =>
        events.map(({ key, type, label, description }) => ({
          provider: provider.key,
          trigger: key,
          type,
          label,
          description,
          scheme: provider.verifier.name,
          secretVariable: secretVariable(provider),
        })),
      );
      print(json, list, listAsText());
    });
};
