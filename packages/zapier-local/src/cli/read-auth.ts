import { parseEnv } from 'node:util';
import { parseObject, readText } from './read-file.ts';
import { UsageError } from './usage-error.ts';

/** How Zapier's CLI names the fields of a connection in `.env`. */
const PREFIX = 'authData_';

/** Zapier's CLI writes objects and lists as JSON. */
const parseValue = (text: string): unknown => {
  if (!/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const parseEnvironment = (text: string, path: string): Readonly<Record<string, unknown>> => {
  const fields = Object.entries(parseEnv(text)).filter(([name]) => name.startsWith(PREFIX));
  if (fields.length === 0)
    throw new UsageError(
      `${path} has no credentials. Use a JSON object, or lines such as ${PREFIX}api_key=… as “zapier-platform invoke auth start” writes them.`,
    );
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(PREFIX.length), parseValue(value ?? '')]));
};

/** Reads credentials: a JSON object, or the `.env` file that `zapier-platform invoke auth start` writes. */
export const readAuth = async (path: string): Promise<Readonly<Record<string, unknown>>> => {
  const text = await readText(path);
  const isJson = path.endsWith('.json') || text.trimStart().startsWith('{');
  return isJson ? parseObject(text, path) : parseEnvironment(text, path);
};
