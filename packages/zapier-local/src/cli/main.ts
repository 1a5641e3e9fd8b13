#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { AppLoadError } from '../app/app-load-error.ts';
import { ConfigError } from '../config/config-error.ts';
import { OptionError } from '../process/network/rules.ts';
import { ZapierError } from '../zapier/zaps.ts';
import { errorText, toAppError } from './app-error.ts';
import { addAttack } from './commands/attack.ts';
import { addRun } from './commands/run.ts';
import { addStart } from './commands/start.ts';
import { addTriggers } from './commands/triggers.ts';
import { handleInterrupts } from './interrupts.ts';
import { UsageError } from './usage-error.ts';

const FAILED = 1;
const USAGE_ERROR = 2;

const printError = (message: string): void => {
  process.stderr.write(`${pc.red('✗')} ${message.trimEnd()}\n`);
};

/** Commander's messages start with a lower-case letter. */
const sentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text
    .slice(1)
    .trimEnd()
    .replace(/[^.)]$/, '$&.')}`;

// The path is the same from the sources and from the published files.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

const program = new Command('zapier-local')
  .description('Runs the hook triggers of any Zapier integration on one machine.')
  .version(String(version), '--version')
  .helpOption('--help', 'show help')
  .helpCommand(false)
  .configureOutput({ outputError: (text) => printError(sentence(text.replace(/^error: /, ''))) })
  .showHelpAfterError('Use --help to see all options.')
  .addHelpText(
    'after',
    `
Examples:
  zapier-local triggers
  zapier-local run new_order --auth auth.json --deliver order.json

Exit code: 0 success, 1 the app or a step failed, 2 usage error.`,
  )
  .exitOverride();
// Commands inherit the settings above.
for (const add of [addTriggers, addRun, addAttack, addStart]) add(program);

handleInterrupts();
try {
  await program.parseAsync();
} catch (error) {
  // Commander reports help as an error with exit code 0, and prints its other errors before it throws.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  else if (error instanceof UsageError || error instanceof OptionError || error instanceof ConfigError) {
    printError(error.message);
    process.exitCode = USAGE_ERROR;
  } else if (error instanceof AppLoadError || error instanceof ZapierError) {
    printError(error instanceof ZapierError ? errorText(toAppError(error)) : error.message);
    process.exitCode = FAILED;
  } else throw error;
}
