import type { Command } from 'commander';
import { integrations } from '../../../integrations.ts';
import { formatRows, print, statusLine } from '../output.ts';
import { writeNewEvent } from '../scaffold/new-event.ts';
import { readBody } from '../scaffold/read-body.ts';
import { UsageError } from '../usage-error.ts';
import { parseEntry } from './options.ts';

interface NewEventOptions {
  readonly provider: string;
  readonly type: string;
  readonly added?: string;
  readonly trigger?: string;
  readonly label?: string;
  readonly noun?: string;
  readonly description?: string;
  readonly keepValues?: boolean;
  readonly entry: number;
  readonly root: string;
  readonly json?: boolean;
}

const KEYS = integrations
  .filter(({ provider }) => !provider.choice)
  .map(({ provider }) => provider.key)
  .join(', ');

const chosenNames = ({ trigger, label, noun, description }: NewEventOptions) => ({
  ...(trigger !== undefined && { key: trigger }),
  ...(label !== undefined && { label }),
  ...(noun !== undefined && { noun }),
  ...(description !== undefined && { description }),
});

/** Adds `new-event`, which writes the code of a trigger from a recorded request. */
export const addNewEvent = (program: Command): void => {
  program
    .command('new-event')
    .description('Write a new trigger from a recorded delivery: schema, labels, sample, index, contract and changelog.')
    .argument(
      '<files...>',
      'bodies (JSON) or recorded requests of one event; a field that one does not have is optional',
    )
    .requiredOption('-p, --provider <key>', `${KEYS} (required)`)
    .requiredOption('--type <type>', 'the provider’s name of the event, such as site.unpublish (required)')
    .option('--added <file>', 'an example of what the provider’s API adds to the output, as JSON')
    .option('--trigger <key>', 'the key of the trigger; default: from the type')
    .option('--label <label>', 'the label of the trigger; default: from the type')
    .option('--noun <noun>', 'the noun of the trigger; default: from the type')
    .option('--description <text>', 'the description of the trigger; default: from the type')
    .option('--keep-values', 'publish the values of the file as the sample, if it is the provider’s own example')
    .option('--entry <number>', 'the entry of a HAR', parseEntry, 1)
    .option('--root <folder>', 'the project’s folder', process.cwd())
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      '\nWithout --keep-values, the sample has example values, because a delivery may contain data of a customer. Choices such as a type, a status or a currency are kept: check them.\n\nExit code: 0 success, 2 usage error.',
    )
    .action(async (paths: readonly string[], options: NewEventOptions) => {
      const { provider: key, type, added, keepValues = false, entry, root, json } = options;
      const integration = integrations.find(({ provider }) => provider.key === key.toLowerCase());
      if (!integration) throw new UsageError(`There is no provider “${key}”. Choose one of ${KEYS}.`);
      const { provider, events } = integration;
      const { names, files } = await writeNewEvent({
        root,
        provider,
        events,
        type,
        bodies: await Promise.all(paths.map((path) => readBody(path, entry))),
        added: added === undefined ? undefined : await readBody(added, entry),
        names: chosenNames(options),
        keepsValues: keepValues,
      });
      const { key: trigger, label, noun, description } = names;
      const hint =
        provider.enrich && added === undefined
          ? `${provider.label}’s API adds fields to an event: describe them with --added.`
          : undefined;
      const rows = [
        ['Label', label],
        ['Noun', noun],
        ['Description', description],
        ['Files', files.join('\n')],
        ['Note', hint],
        ['To do', 'Check the labels and the sample, then run npm run check and npm test.'],
      ] as const;
      print(
        json,
        { trigger, label, noun, description, files },
        formatRows(statusLine(true, `New trigger ${trigger}`), rows),
      );
    });
};
