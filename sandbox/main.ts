import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { startEditor } from './editor/start.ts';
import { plural } from './plural.ts';

const toPort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('Use a number from 0 to 65535.');
  return port;
};

const toOrigin = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url;
  throw new InvalidArgumentError('Use a URL without a path, such as https://my-tunnel.example');
};

const options = new Command('npm start --')
  .description('Starts a local Zap editor with the built app and an emulator of each provider.')
  .addOption(
    new Option('--port <number>', 'port; if it is in use, the next free one')
      .env('PORT')
      .argParser(toPort)
      .default(4280),
  )
  .option(
    '--host <address>',
    'address to listen on; with any other address, other machines can control the sandbox',
    '127.0.0.1',
  )
  .addOption(
    new Option('--hooks-from <url>', 'URL of your tunnel for webhooks, see docs/tunnel.md').argParser(toOrigin),
  )
  .parse()
  .opts<{ port: number; host: string; hooksFrom?: URL }>();

const editor = await startEditor(options);
const { url, hooks, app } = editor;
const triggers = app.providers.flatMap((provider) => provider.triggers);
const actions = app.providers.flatMap(({ creates }) => creates);
const providers = app.providers.filter((provider) => provider.triggers.length > 0).map(({ label }) => label);

console.log(`
  ${pc.bold('Zap editor')}  ${pc.cyan(url)}

  ${plural(triggers.length, 'trigger')}, ${plural(actions.length, 'action')} of ${providers.join(', ')}.
  Everything runs on this machine. When a Zap is on, you can also send an event from a terminal:

  ${pc.dim(`curl ${url}/api/send --json '{"trigger": "${triggers[0]?.key}"}'`)}
${hooks ? `\n  Point your tunnel ${options.hooksFrom?.origin} at ${pc.cyan(hooks)}. That port serves webhooks only.\n` : ''}
  Press Ctrl-C to stop.
`);

let isClosing = false;
const close = () => {
  // On a second Ctrl-C, stop immediately.
  if (isClosing) process.exit(1);
  isClosing = true;
  void editor.close().then(() => process.exit(0));
};
process.once('SIGTERM', close).on('SIGINT', close);
