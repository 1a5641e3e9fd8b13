import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isRecord } from '../records.ts';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';

const NAMES = ['ts', 'mts', 'js', 'mjs'].map((extension) => `zapier-local.config.${extension}`);
const LISTS = ['emulators', 'attacks', 'checks'];

/** What to do about an error. */
const helpWith = (path: string, message: string): string => {
  if (/Cannot find (?:package|module) 'zapier-local'/.test(message))
    return ' Install it in this folder: npm install --save-dev zapier-local';
  if (/outside a module|Unexpected token 'export'/.test(message))
    return ` The app is not an ES module, so rename the file to ${basename(path).replace(/[jt]s$/, 'm$&')}.`;
  return '';
};

const importConfig = async (path: string): Promise<unknown> => {
  // Node's types do not know the feature in version 20.
  if (/\.m?ts$/.test(path) && !('typescript' in process.features && process.features.typescript))
    throw new ConfigError(
      `${path} is TypeScript, which Node ${process.versions.node} does not read. Use Node 22.18 or later, or write it as zapier-local.config.mjs.`,
    );
  try {
    const { default: config } = await import(pathToFileURL(path).href);
    // TypeScript compiles `export default` to a property of a CommonJS module.
    return isRecord(config) && '__esModule' in config ? config['default'] : config;
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`${path} could not be loaded: ${message.replace(/\.$/, '')}.${helpWith(path, message)}`, {
      cause,
    });
  }
};

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** What is wrong with an item of a list. */
const problemWith = (list: string, item: unknown): string | undefined => {
  if (list === 'emulators') return isFunction(item) ? undefined : 'is not a function that starts an emulator';
  if (!isRecord(item) || typeof item['name'] !== 'string') return 'has no name';
  if (!isFunction(item['run'])) return `(${item['name']}) has no function run()`;
  if (list === 'attacks' && typeof item['expected'] !== 'string' && !isFunction(item['expected']))
    return `(${item['name']}) has no expected outcome`;
  return undefined;
};

const validate = (path: string, config: unknown): void => {
  if (!isRecord(config))
    throw new ConfigError(`${path} has no default export, such as: export default { emulators: [] };`);
  for (const [key, value] of Object.entries(config)) {
    if (!LISTS.includes(key)) throw new ConfigError(`${path} has an unknown key ${key}. Use ${LISTS.join(', ')}.`);
    if (!Array.isArray(value)) throw new ConfigError(`${key} in ${path} is not a list.`);
    for (const [index, item] of value.entries()) {
      const problem = problemWith(key, item);
      if (problem !== undefined) throw new ConfigError(`${key}[${index}] in ${path} ${problem}.`);
    }
  }
};

/**
 * Loads `zapier-local.config.ts`, `.mts`, `.js` or `.mjs` from a folder: an empty configuration if there is none. Throws a ConfigError that
 * says what is wrong.
 *
 * @param folder the app's folder
 */
export const loadConfig = async (folder: string): Promise<Config> => {
  const found = NAMES.filter((name) => existsSync(join(folder, name)));
  const [name, ...others] = found;
  if (name === undefined) return {};
  if (others.length > 0)
    throw new ConfigError(`${folder} has more than one configuration: ${found.join(', ')}. Keep one of them.`);
  const path = resolve(folder, name);
  const config = await importConfig(path);
  validate(path, config);
  // Validated above, except for what its functions return.
  return config as Config;
};
