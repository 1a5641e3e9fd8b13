import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { inChildProcess } from 'zapier-local';
import { withInput } from '../cli/commands/options.ts';
import { PROVIDER_KEYS } from '../cli/pick-provider.ts';
import { rejectSecretArguments } from '../cli/secret.ts';
import { UsageError } from '../cli/usage-error.ts';
import { BUILT_APP } from '../sandbox.ts';
import { type Options, runEmulated, runOnce } from './commands.ts';

const toOrigin = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'https:' && url.pathname === '/' && !url.search) return url;
  throw new InvalidArgumentError('Use a URL without a path, such as https://my-tunnel.example');
};

const toNumber =
  (most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
    throw new InvalidArgumentError(`Use a number from 1 to ${most}.`);
  };

const program = withInput(
  new Command('npm run conform --')
    .description('Tests with your own credentials what the app assumes about a provider: see docs/conformance.md.')
    .argument('[provider]', PROVIDER_KEYS)
    .option('--emulated', 'run against all emulators, and against emulators that differ on purpose')
    .option('--event <trigger>', 'test one trigger')
    .option(
      '--credentials <file>',
      'a file with lines such as BASEKIT_USERNAME=…; default: the environment or a prompt',
    )
    .addOption(new Option('--public-url <url>', 'URL of your tunnel: wait for a real event').argParser(toOrigin))
    .addOption(new Option('--port <number>', 'port for the tunnel').argParser(toNumber(65_535)).default(4281))
    .addOption(new Option('--wait <seconds>', 'how long to wait for an event').argParser(toNumber(86_400)).default(300))
    .option('--yes', 'confirm all writes, for scripts')
    .option('--markdown <file>', 'where to write the report')
    .option('--json <file>', 'where to write the report in JSON')
    .option('--fixture <file>', 'save the first delivery with all values replaced'),
)
  .addHelpText('after', '\nExit code: 0 if no tested assumption fails, 1 if one does, 2 usage error.')
  .exitOverride()
  .action(async (provider: string | undefined, options: Options) => {
    if ((provider === undefined) === !options.emulated) throw new UsageError('Choose either a provider or --emulated.');
    const app = inChildProcess(BUILT_APP);
    try {
      const isOk = provider === undefined ? await runEmulated(app, options) : await runOnce(app, provider, options);
      process.exitCode = isOk ? 0 : 1;
    } finally {
      await app.close();
    }
  });

try {
  rejectSecretArguments(process.argv.slice(2).filter((argument) => !argument.startsWith('--credentials')));
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else if (error instanceof UsageError || (error instanceof Error && error.name === 'ExitPromptError')) {
    console.error(pc.red(`✗ ${error.message}`));
    process.exitCode = 2;
  } else throw error;
}
