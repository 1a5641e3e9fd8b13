import { type Command, InvalidArgumentError } from 'commander';
import { type AccountOptions, addAccountOptions, readEntered } from '../account-options.ts';
import { type AppOptions, addAppOptions } from '../app-options.ts';
import { untilInterrupted } from '../interrupts.ts';
import { openApp } from '../open-app.ts';
import { humanReporter } from '../reporter.ts';
import { startHooks } from '../start-hooks.ts';

const readPort = (text: string): number => {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError('Use a number from 0 to 65535.');
  return port;
};

/** Adds `zapier-local start`. */
export const addStart = (program: Command): void => {
  addAccountOptions(addAppOptions(program.command('start')))
    .description('Subscribe every hook trigger of an app, and print a line for each delivery until Ctrl-C.')
    .option('--port <number>', 'port of the webhook URLs (default: a free one)', readPort)
    .addHelpText(
      'after',
      `
Examples:
  zapier-local start --auth auth.json --api api.example.com=http://localhost:3000
  zapier-local start --app ../my-app --port 4000`,
    )
    .action(async (options: AppOptions & AccountOptions & { readonly port?: number }) => {
      const entered = await readEntered(options);
      const reporter = humanReporter();
      const { port } = options;
      const app = await openApp(options, {
        ...(port !== undefined && { port }),
        onBuild: (script) => reporter.note(`Running npm run ${script}`),
      });
      try {
        if (!(await startHooks(app, entered, reporter, untilInterrupted))) process.exitCode ??= 1;
      } finally {
        await app.close();
      }
    });
};
