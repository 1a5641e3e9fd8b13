import { Command, CommanderError } from 'commander';
import pc from 'picocolors';
import { addAttacks } from './commands/attacks.ts';
import { addDeliver } from './commands/deliver.ts';
import { addEvents } from './commands/events.ts';
import { addExplain } from './commands/explain.ts';
import { addSign } from './commands/sign.ts';
import { addVerify } from './commands/verify.ts';
import { Problem } from './problem.ts';
import { refuseSpilledSecret } from './secret.ts';

const USAGE = 2;

const program = new Command('npm run hook --')
  .description('Sign, verify, explain and deliver webhooks.')
  .addHelpText(
    'after',
    `
Secrets come from --secret-file, from HOOK_SECRET, from the variable that events shows
for the provider (such as BASEKIT_HMAC_SECRET), or from a prompt; never from arguments.

Exit code: 0 done or verified, 1 not verified or not delivered, 2 wrong usage.`,
  )
  .exitOverride();
for (const add of [addEvents, addSign, addVerify, addExplain, addDeliver, addAttacks]) add(program);

const fail = (message: string, exitCode: number): void => {
  const asJson = process.argv.includes('--json');
  process.stderr.write(asJson ? `${JSON.stringify({ error: message })}\n` : `${pc.red('✗')} ${message}\n`);
  process.exitCode = exitCode;
};

try {
  refuseSpilledSecret(process.argv.slice(2));
  await program.parseAsync();
} catch (error) {
  // Help counts as an error for the parser; what is wrong it has printed itself.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  else if (error instanceof Problem) fail(error.message, USAGE);
  else if (error instanceof Error && error.name === 'ExitPromptError') fail('Nothing was typed in.', USAGE);
  else throw error;
}
