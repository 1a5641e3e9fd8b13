import { parseEnv } from 'node:util';
import { type Command, InvalidArgumentError } from 'commander';
import { readText } from './read-file.ts';

type Pairs = Readonly<Record<string, string>>;

/** The options of every command that starts an app. */
export interface AppOptions {
  readonly app: string;
  readonly build: boolean;
  readonly env?: Pairs;
  readonly envFile?: readonly string[];
  readonly api?: Pairs;
  readonly allow?: readonly string[];
}

/** Collects the values of an option that can be repeated. */
export const collect = (value: string, values: readonly string[] = []): string[] => [...values, value];

const pairReader =
  (example: string) =>
  (text: string, pairs: Pairs = {}): Pairs => {
    const at = text.indexOf('=');
    if (at < 1) throw new InvalidArgumentError(`Use the form ${example}.`);
    return { ...pairs, [text.slice(0, at)]: text.slice(at + 1) };
  };

/** Adds the options of every command that starts an app. */
export const addAppOptions = (command: Command): Command =>
  command
    .option('--app <path>', 'folder of the app, or the zip that “zapier-platform build” wrote', '.')
    .option('--no-build', 'do not run the app’s script “_zapier-build”, “zapier-build” or “build” first')
    .option('--env <NAME=VALUE>', 'environment variable of the app (can be repeated)', pairReader('NAME=VALUE'))
    .option('--env-file <file>', 'file with environment variables of the app (can be repeated)', collect)
    .option(
      '--api <HOST=URL>',
      'send the app’s requests for this host to a stub (can be repeated)',
      pairReader('api.example.com=http://localhost:3000'),
    )
    .option('--allow <host>', 'let the app connect to this host (can be repeated)', collect);

/** The environment variables of the app. `--env` takes precedence over files, and a later file over an earlier one. */
export const readEnvironment = async ({ env, envFile = [] }: AppOptions): Promise<Pairs> => {
  const files = await Promise.all(envFile.map(async (path) => parseEnv(await readText(path))));
  return Object.assign({}, ...files, env);
};
