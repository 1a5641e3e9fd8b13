import { type Command, InvalidArgumentError } from 'commander';
import { type AccountOptions, addAccountOptions, readEntered } from '../account-options.ts';
import { type AppOptions, addAppOptions, collect } from '../app-options.ts';
import { OF_THE_CONNECTION } from '../captured-request.ts';
import { kindOf } from '../describe-trigger.ts';
import { findTrigger } from '../find-trigger.ts';
import { untilInterrupted } from '../interrupts.ts';
import { openApp } from '../open-app.ts';
import { readDelivery } from '../read-delivery.ts';
import { humanReporter, type Reporter, silentReporter } from '../reporter.ts';
import type { Delivery } from '../run-plan.ts';
import { isSuccess } from '../run-result.ts';
import { TriggerRun } from '../run-trigger.ts';
import { UsageError } from '../usage-error.ts';

interface RunOptions extends AppOptions, AccountOptions {
  readonly deliver?: readonly string[];
  readonly header?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly keep?: true;
  readonly strict?: true;
  readonly json?: true;
}

/** HTTP allows a tab and no other control character. */
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

const readHeader = (text: string, headers: Readonly<Record<string, string>> = {}): Record<string, string> => {
  const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+):\s*(.*)$/.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new InvalidArgumentError('Use the form “Name: value”, in quotation marks.');
  if (OF_THE_CONNECTION.has(name.toLowerCase())) throw new InvalidArgumentError(`The connection has its own ${name}.`);
  if (!HEADER_VALUE.test(value)) throw new InvalidArgumentError('Only Latin-1 characters can be sent.');
  return { ...headers, [name]: value };
};

const readDeliveries = ({ deliver = [], header = {}, query }: RunOptions): Promise<Delivery[]> =>
  Promise.all(
    deliver.map(async (name) => ({
      name,
      request: await readDelivery(name, { headers: header, query: query?.replace(/^\?/, '') }),
    })),
  );

/** Shows what the app wrote with `console` and `z.console`. */
const showPrinted = (printed: readonly string[], reporter: Reporter): void => {
  const text = printed.join('').trimEnd();
  if (text !== '') reporter.note(['The app printed:', ...text.split('\n')].join('\n    '));
};

const run = async (key: string, options: RunOptions): Promise<void> => {
  const isJson = options.json === true;
  // Files are read first, so that a mistake is reported at once.
  const deliveries = await readDeliveries(options);
  const entered = await readEntered(options);
  const reporter = isJson ? silentReporter() : humanReporter();
  const opened = await openApp(options, { onBuild: (script) => reporter.note(`Running npm run ${script}`) });
  try {
    const definition = await opened.zapier.definition();
    const trigger = findTrigger(definition, key);
    if (kindOf(trigger) === 'polling' && (deliveries.length > 0 || options.keep))
      throw new UsageError(`${key} is a polling trigger. It has no webhook URL for --deliver and --keep.`);
    reporter.done(`Loaded version ${opened.loaded.version} with zapier-platform-core ${opened.loaded.coreVersion}`);
    const keep = async ({ url }: { readonly url: string }) => {
      process.stderr.write(`Listening at ${url}. Press Ctrl-C to unsubscribe.\n`);
      await untilInterrupted();
    };
    const plan = { key, trigger, ...entered, deliveries, isStrict: options.strict === true };
    const result = await new TriggerRun(opened, options.keep ? { ...plan, keep } : plan, reporter).run();
    if (isJson) console.log(JSON.stringify(result, null, 2));
    else showPrinted(opened.app.printed, reporter);
    if (!isSuccess(result)) process.exitCode ??= 1;
  } finally {
    await opened.close();
  }
};

/** Adds `zapier-local run`. */
export const addRun = (program: Command): void => {
  const command = program.command('run').argument('<key>', 'key of the trigger, as “zapier-local triggers” lists it');
  addAccountOptions(addAppOptions(command))
    .description('Run a trigger: connect an account, list, subscribe, deliver webhooks, unsubscribe.')
    .option(
      '--deliver <file>',
      'body or captured HTTP request to deliver (can be repeated; default: an event of an emulator)',
      collect,
    )
    .option('--header <"Name: value">', 'header of the deliveries (can be repeated)', readHeader)
    .option('--query <string>', 'query string of the deliveries')
    .option('--keep', 'stay subscribed and accept deliveries until Ctrl-C')
    .option(
      '--strict',
      'apply Zapier’s checks to the results (D012, D024, T004, T005, T006, Z001), and those of the configuration',
    )
    .option('--json', 'print JSON')
    .addHelpText(
      'after',
      `
Examples:
  zapier-local run new_order --auth auth.json --deliver order.json
  zapier-local run new_order --api api.example.com=http://localhost:3000 --keep
  zapier-local run new_order --deliver order.json --header 'X-Signature: abc' --query 'source=test'
  zapier-local run new_order --auth .env --env-file .env --deliver request.http --strict --json

Exit code: 0 success, 1 the app or a step failed, 2 usage error.`,
    )
    .action(run);
};
