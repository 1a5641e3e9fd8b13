import type { Command } from 'commander';
import pc from 'picocolors';
import { integrations } from '../../../integrations.ts';
import { senderKey, senderLabel } from '../../../platform/context.ts';
import { describeScheme } from '../../../verification/scheme.ts';
import { print } from '../output.ts';
import { EVENTS, PROVIDERS } from '../pick-provider.ts';
import { secretVariable } from '../secret.ts';

/** Rows with columns of equal width. The last column may be of any length. */
const table = (rows: readonly (readonly [string, string, string])[], widths: readonly [number, number]): string[] =>
  rows.map(([first, second, last]) => `  ${first.padEnd(widths[0])}  ${second.padEnd(widths[1])}  ${last}`);

const widest = (texts: readonly string[]): number => Math.max(...texts.map(({ length }) => length));

const listAsText = (): string => {
  const widths = [widest(EVENTS.map(({ key }) => key)), widest(EVENTS.map(({ type }) => type))] as const;
  const senders = PROVIDERS.filter(({ sender }) => sender);
  const senderWidths = [widest(senders.map(senderKey)), widest(senders.map(senderLabel))] as const;
  const blocks = integrations.map(({ provider, events }) => {
    const heading = `${pc.bold(provider.label)} (${provider.key}), secret in ${secretVariable(provider)}`;
    const triggers = table(
      events.map(({ key, type, label }) => [key, type, label]),
      widths,
    );
    const own = senders.filter(({ key }) => key === provider.key);
    if (own.length === 0) return [heading, pc.dim(describeScheme(provider.verifier.scheme)), ...triggers].join('\n');
    const rows = own.map((one) => [senderKey(one), senderLabel(one), describeScheme(one.verifier.scheme)] as const);
    return [heading, ...triggers, pc.dim('Senders, for --provider'), ...table(rows, senderWidths)].join('\n');
  });
  return blocks.join('\n\n');
};

/** Adds `events`, which lists providers, senders and triggers. */
export const addEvents = (program: Command): void => {
  program
    .command('events')
    .description('List providers, senders and triggers, with event types and signature schemes.')
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 success, 2 usage error.')
    .action(({ json }: { json?: boolean }) => {
      const list = EVENTS.map(({ key, type, label, description, provider }) => ({
        provider: senderKey(provider),
        trigger: key,
        type,
        label,
        description,
        scheme: describeScheme(provider.verifier.scheme),
        secretVariable: secretVariable(provider),
      }));
      print(json, list, listAsText());
    });
};
