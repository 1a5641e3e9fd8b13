import { connectionSecrets } from '../../platform/connection.ts';
import { senderLabel } from '../../platform/context.ts';
import type { Provider } from '../../providers/provider.ts';
import type { Secrets } from '../../verification/secret.ts';
import { readText } from './input.ts';
import { UsageError } from './usage-error.ts';

/** A secret exactly as it was entered, and where it came from. */
export interface Secret {
  readonly text: string;
  readonly source: string;
  /** The previous secret during a rotation, for a provider with a field for it. */
  readonly previous?: string | undefined;
}

/** The environment variable that works for every provider. */
const SHARED_VARIABLE = 'HOOK_SECRET';

/** The environment variable of one provider: its connection field in upper case. */
export const secretVariable = ({ secret }: Provider): string => secret.field.toUpperCase();

/** The secrets as the provider's connection would contain them. */
export const secretsOf = (provider: Provider, { text, previous = '' }: Secret): Secrets => {
  const { secret } = provider;
  return connectionSecrets(provider, { [secret.field]: text, ...(secret.previous && { [secret.previous]: previous }) });
};

const SECRET_ARGUMENTS = [
  /^--(?!secret-file(?:=|$))[\w-]*(?:secret|token|password|key)/i,
  /^\w*(?:secret|token|password)\w*=/i,
  /^(?:v\d,)?whsec_/,
];

/** Rejects secrets in arguments, which shell histories and process lists show. The message does not repeat the secret. */
export const rejectSecretArguments = (args: readonly string[]): void => {
  if (!args.some((arg) => SECRET_ARGUMENTS.some((pattern) => pattern.test(arg)))) return;
  throw new UsageError(
    `Do not pass a secret as an argument: your shell history and the process list show it. Set ${SHARED_VARIABLE}, use --secret-file, or enter it when prompted. If the secret is in use, rotate it.`,
  );
};

const lookUp = async (provider: Provider, file: string | undefined): Promise<Secret> => {
  if (file !== undefined) return { text: await readText(file), source: 'the file' };
  const variables = [SHARED_VARIABLE, secretVariable(provider)];
  for (const source of variables) {
    const text = process.env[source];
    if (text !== undefined) return { text, source };
  }
  const { isTTY, readableEnded } = process.stdin;
  // If the request was read from the terminal, standard input has ended.
  if (!isTTY || readableEnded || !process.stderr.isTTY) {
    throw new UsageError(`There is no secret. Set ${variables.join(' or ')}, or use --secret-file.`);
  }
  // Loaded here because most commands never prompt.
  const { default: password } = await import('@inquirer/password');
  const text = await password(
    { message: `Secret of ${senderLabel(provider)}:`, toggleMask: false },
    // Standard output may be piped to another command.
    { output: process.stderr },
  );
  return { text, source: 'the prompt' };
};

/** Finds the secret of a provider: in a file, in the environment or with a prompt. */
export const findSecret = async (provider: Provider, file: string | undefined): Promise<Secret> => {
  const secret = await lookUp(provider, file);
  if (secret.text.trim() === '') throw new UsageError(`The secret from ${secret.source} is empty.`);
  const { previous } = provider.secret;
  return previous ? { ...secret, previous: process.env[previous.toUpperCase()] } : secret;
};
