import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import { startEditor } from './editor/start.ts';
import { plural } from './plural.ts';

const toPort = (text: string): number => {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new InvalidArgumentError('It must be 0 to 65535.');
  return port;
};

const toOrigin = (text: string): URL => {
  if (!URL.canParse(text))
    throw new InvalidArgumentError('It must be a whole address, such as https://my-tunnel.example');
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search) {
    throw new InvalidArgumentError('It must be a bare address, such as https://my-tunnel.example');
  }
  return url;
};

const options = new Command('npm start --')
  .description('Opens a Zap editor on this machine: the built app, with every provider beside it.')
  .addOption(new Option('--port <number>', 'the port, or the next one that is free').argParser(toPort).default(4280))
  .option(
    '--host <address>',
    'the address to listen on: others can drive the sandbox if it is not the loopback',
    '127.0.0.1',
  )
  .addOption(
    new Option('--hooks-from <url>', 'the address of your own tunnel, for hooks only: docs/tunnel.md').argParser(
      toOrigin,
    ),
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
  Everything runs on this machine. Once a Zap is on, a provider can be told to send something from here as well:

  ${pc.dim(`curl ${url}/api/fire --json '{"trigger": "${triggers[0]?.key}"}'`)}
${hooks ? `\n  Lead your tunnel ${options.hooksFrom?.origin} to ${pc.cyan(hooks)}, where nothing but the hooks answers.\n` : ''}
  Ctrl-C ends it.
`);

let isClosing = false;
const close = () => {
  // A second Ctrl-C does not wait.
  if (isClosing) process.exit(1);
  isClosing = true;
  void editor.close().then(() => process.exit(0));
};
process.once('SIGTERM', close).on('SIGINT', close);
