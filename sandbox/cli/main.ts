import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { addAttacks } from './commands/attacks.ts';
import { addDeliver } from './commands/deliver.ts';
import { addEvents } from './commands/events.ts';
import { addExplain } from './commands/explain.ts';
import { addLogs } from './commands/logs.ts';
import { addNewEvent } from './commands/new-event.ts';
import { addNewProvider } from './commands/new-provider.ts';
import { addSign } from './commands/sign.ts';
import { addVerify } from './commands/verify.ts';
import { rejectSecretArguments } from './secret.ts';
import { UsageError } from './usage-error.ts';

const USAGE_ERROR = 2;

const program = new Command('npm run hook --')
  .description('Sign, verify, explain and deliver webhooks, count log lines, and write new triggers and providers.')
  .addHelpText(
    'after',
    `
A secret comes from --secret-file, from HOOK_SECRET, from the provider's variable
(such as BASEKIT_HMAC_SECRET, listed by events) or from a prompt, never from an argument.

Exit code: 0 success, 1 refused or not delivered, 2 usage error.`,
  )
  .exitOverride();
for (const add of [
  addEvents,
  addSign,
  addVerify,
  addExplain,
  addDeliver,
  addAttacks,
  addLogs,
  addNewEvent,
  addNewProvider,
])
  add(program);

const fail = (message: string): void => {
  const asJson = process.argv.includes('--json');
  process.stderr.write(asJson ? `${JSON.stringify({ error: message })}\n` : `${pc.red('✗')} ${message}\n`);
  process.exitCode = USAGE_ERROR;
};

try {
  rejectSecretArguments(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  // Commander reports help as an error with exit code 0, and prints its other errors before it throws.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
  else if (error instanceof UsageError) fail(error.message);
  else if (error instanceof Error && error.name === 'ExitPromptError') fail('The prompt was canceled.');
  else throw error;
}
