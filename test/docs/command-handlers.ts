import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { integrations } from '../../integrations.ts';
import { senderKey } from '../../platform/context.ts';
import { ATTACKS } from '../../sandbox/attacks/index.ts';
import { EVENTS, PROVIDERS } from '../../sandbox/cli/pick-provider.ts';
import { subjectsOf } from '../../sandbox/subjects.ts';
import type { Call } from './page-runner.ts';
import { helpOf, isTool, ROOT, SCRIPTS, zapierOptions } from './tools.ts';

/** Says what is wrong with a call, or nothing. */
type Handler = (call: Call) => Promise<string | undefined> | string | undefined;

/** Names in guides that do not exist in the app. */
const INVENTED = ['hollyhock', 'hollyhock_order_paid', 'foxglove', 'signed_webhook_received (foxglove)'];
const INVENTED_EVENTS = ['basekit_site_unpublish'];

const providers = [...new Set([...integrations.map(({ provider }) => provider.key), ...PROVIDERS.map(senderKey)])];
const triggers = [
  ...EVENTS.map(({ key }) => key),
  ...subjectsOf(integrations.flatMap(({ events }) => events)).map(({ key }) => key),
  ...INVENTED_EVENTS,
];
const attacks = ATTACKS.map(({ name }) => name);

/** The names that an option accepts. */
const NAMES: Readonly<Record<string, readonly string[]>> = {
  '--provider': [...providers, 'custom'],
  '--trigger': triggers,
  '--sample': triggers,
  '--event': triggers,
  '--tamper': attacks,
};

/** What a reader fills in, such as PROVIDER. */
const isPlaceholder = (text: string): boolean => /^[A-Z]+$/.test(text);

const isKnown = (names: readonly string[], name: string): boolean =>
  names.includes(name) || INVENTED.includes(name) || isPlaceholder(name);

const optionsOf = (args: readonly string[]): readonly string[] =>
  args.filter((arg) => /^--?[a-z]/i.test(arg)).map((arg) => arg.replace(/=.*/s, ''));

const hasOption = (help: string, option: string): boolean =>
  new RegExp(`(?:^|[\\s,])${option}(?![\\w-])`, 'm').test(help);

/** What is wrong with the arguments of a tool that prints its options with `--help`. */
const checkTool = async (tool: string, args: readonly string[]): Promise<string | undefined> => {
  const command = tool === 'hook' && args[0] && !args[0].startsWith('-') && !isPlaceholder(args[0]) ? [args[0]] : [];
  const help = await helpOf(tool, ...command);
  if (command[0] && !help.includes(`Usage: npm run hook -- ${command[0]}`)) return `hook has no command ${command[0]}`;
  const unknown = optionsOf(args).find((option) => !hasOption(help, option));
  if (unknown) return `${tool} has no option ${unknown}`;
  const wrong = args.find((name, index) => {
    const names = NAMES[args[index - 1] ?? ''];
    return names && !isKnown(names, name);
  });
  if (wrong) return `${wrong} does not exist`;
  const [provider = '-'] = args;
  if (tool === 'conform' && !provider.startsWith('-') && !isKnown(providers, provider))
    return `${provider} does not exist`;
  return undefined;
};

const checkZapier: Handler = async ({ args: [command = '', ...args] }) => {
  if (isPlaceholder(command)) return undefined;
  const options = (await zapierOptions())[command];
  if (!options) return `zapier-platform has no command ${command}`;
  const unknown = optionsOf(args).find((option) => !options.includes(option) && option !== '--help');
  return unknown && `zapier-platform ${command} has no option ${unknown}`;
};

const NPM_COMMANDS = ['ci', 'version'];
/** Scripts whose own options are those of a command of `zapier-platform`. */
const PASSED_ON: Readonly<Record<string, string>> = { push: 'push' };

const checkNpm: Handler = async (call) => {
  const [first = '', ...rest] = call.args.filter((arg) => arg !== '-s');
  if (NPM_COMMANDS.includes(first)) return undefined;
  const [name = '', ...more] = first === 'run' ? rest : [first, ...rest];
  if (!(name in SCRIPTS)) return `there is no script ${name}`;
  const args = more[0] === '--' ? more.slice(1) : more;
  if (more[0] && more[0] !== '--') return `npm does not pass on ${more[0]} without “--”`;
  // Without arguments, the help would only cost time.
  if (isTool(name)) return args.length === 0 ? undefined : checkTool(name, args);
  const command = PASSED_ON[name];
  if (command) return checkZapier({ ...call, args: [command, ...args] });
  return args.length === 0 ? undefined : `${name} has no options`;
};

const missing = (paths: readonly string[]): string | undefined => {
  const found = paths.find((path) => !existsSync(join(ROOT, path)) && !INVENTED.some((name) => path.includes(name)));
  return found && `${found} does not exist`;
};

const checkNpx: Handler = (call) => {
  const [program = '', ...args] = call.args;
  if (program === 'zapier-platform') return checkZapier({ ...call, args });
  if (!existsSync(join(ROOT, 'node_modules/.bin', program))) return `${program} is not installed`;
  return program === 'jest' ? missing(args) : undefined;
};

/** The programs that documented commands may call. Any other fails the test. */
const HANDLERS: Readonly<Record<string, Handler>> = {
  npm: checkNpm,
  npx: checkNpx,
  'zapier-platform': checkZapier,
  node: ({ args }) => missing(args.slice(0, 1)),
  git: ({ args: [command = ''] }) => (['tag', 'push'].includes(command) ? undefined : `git ${command} is not known`),
  '.ci/run': () => undefined,
};

/** What is wrong with a call of a documented command, or nothing. */
export const problemWith = async (call: Call): Promise<string | undefined> => {
  const unknown = call.providers.split(',').find((name) => name && !isKnown(providers, name));
  if (unknown) return `${unknown} does not exist`;
  const handler = HANDLERS[call.program];
  return handler ? handler(call) : `no handler knows ${call.program}`;
};
