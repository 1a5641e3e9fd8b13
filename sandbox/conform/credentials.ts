import { parseEnv } from 'node:util';
import { isFilled } from '../../platform/connection.ts';
import type { ConnectionField } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import { readText } from '../cli/input.ts';
import { UsageError } from '../cli/usage-error.ts';

/** Reads a value from the terminal, without showing it if it is secret. */
export type Ask = (label: string, isSecret: boolean) => Promise<string>;

/** The environment variable of a connection field. */
export const variableOf = (field: string): string => field.toUpperCase();

const fromFile = async (path: string | undefined): Promise<Readonly<Record<string, string | undefined>>> => {
  if (path === undefined) return {};
  const values = parseEnv(await readText(path));
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [variableOf(name), value]));
};

/** The fields that a run needs: the provider's API, and the secret only if deliveries arrive. */
const isNeeded = ({ connection, secret }: Provider, field: string, isReachable: boolean): boolean => {
  const isInApi = connection.test !== undefined && connection.credentials.includes(field);
  const isSecret = secret.from === 'connection' && secret.field === field;
  return isInApi || (isSecret && (isReachable || connection.test === undefined));
};

const checkValue = (field: string, { validate, label }: ConnectionField, value: string): void => {
  const problem = validate?.(value, []);
  if (problem) throw new UsageError(`${label} (${variableOf(field)}) ${problem}.`);
};

/**
 * Finds the values of a connection: in a file, in the environment, or by asking. Never in arguments.
 *
 * @param ask undefined without a terminal
 */
export const findCredentials = async (
  provider: Provider,
  file: string | undefined,
  isReachable: boolean,
  ask: Ask | undefined,
): Promise<Readonly<Record<string, string>>> => {
  const inFile = await fromFile(file);
  const found: Record<string, string> = {};
  const missing: string[] = [];
  for (const [field, definition] of Object.entries(provider.connection.fields)) {
    const variable = variableOf(field);
    const isAsked = ask !== undefined && isNeeded(provider, field, isReachable);
    const value =
      inFile[variable] ??
      process.env[variable] ??
      (isAsked ? await ask(definition.label, definition.type === 'password') : '');
    if (value.trim() === '') {
      if (isNeeded(provider, field, isReachable) && !isOptional(provider, field)) missing.push(variable);
      continue;
    }
    checkValue(field, definition, value);
    found[field] = value;
  }
  if (missing.length > 0) {
    throw new UsageError(
      `There is no ${missing.join(', ')}. Set the environment variables, use --credentials, or run this in a terminal.`,
    );
  }
  if (!Object.keys(found).some((field) => isFilled(found, field))) throw new UsageError('There are no credentials.');
  return found;
};

/** Fields outside the first group are not required. */
const isOptional = ({ connection }: Provider, field: string): boolean => !connection.groups[0].includes(field);
