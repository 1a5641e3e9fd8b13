import type { Provider } from '../../providers/provider.ts';
import { readText } from './input.ts';
import { Problem } from './problem.ts';

/** A secret, exactly as it was given, and where it came from, in words. */
export interface Secret {
  readonly text: string;
  readonly source: string;
}

/** The environment variable for every provider. */
const ANY = 'HOOK_SECRET';

/** The environment variable for one provider's secret: its connection field in upper case. */
export const secretVariable = ({ secret }: Provider): string => secret.field.toUpperCase();

/** Arguments that would put a secret into the shell's history and into the list of processes. */
const SPILLING = [
  /^--(?!secret-file(?:=|$))[\w-]*(?:secret|token|password|key)/i,
  /^\w*(?:secret|token|password)\w*=/i,
  /^whsec_/,
];

/** Refuses a secret among the arguments, without repeating it. */
export const refuseSpilledSecret = (args: readonly string[]): void => {
  if (!args.some((arg) => SPILLING.some((form) => form.test(arg)))) return;
  throw new Problem(
    `A secret cannot be an argument: it would stay in your shell’s history, and others on this machine could see it in the list of processes. Set ${ANY}, use --secret-file, or leave it out and type it in when asked. If this one is in use, replace it: it is in your history now.`,
  );
};

/**
 * Finds the secret of a provider: in a file, in the environment, or by asking for it.
 *
 * @param file a path, where one was given
 */
export const findSecret = async (provider: Provider, file: string | undefined): Promise<Secret> => {
  const own = secretVariable(provider);
  const found = await lookUp(provider, own, file);
  if (found.text.trim() === '') throw new Problem(`The secret from ${found.source} is empty.`);
  return found;
};

const lookUp = async (provider: Provider, own: string, file: string | undefined): Promise<Secret> => {
  if (file !== undefined) return { text: await readText(file), source: 'the file' };
  for (const name of [ANY, own]) {
    const text = process.env[name];
    if (text !== undefined) return { text, source: name };
  }
  const { isTTY, readableEnded } = process.stdin;
  // Once the request was typed in, nothing more can be.
  if (!isTTY || readableEnded || !process.stderr.isTTY) {
    throw new Problem(`There is no secret. Set ${ANY} or ${own}, or name a file with --secret-file.`);
  }
  // Loaded only now: most calls never ask.
  const { default: password } = await import('@inquirer/password');
  // On the error stream, so that the output can be piped on.
  const text = await password(
    { message: `Secret of ${provider.label}:`, toggleMask: false },
    { output: process.stderr },
  );
  return { text, source: 'the prompt' };
};
