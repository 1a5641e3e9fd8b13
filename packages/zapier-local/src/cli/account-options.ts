import type { Command } from 'commander';
import { readAuth } from './read-auth.ts';
import { parseObject, readText } from './read-file.ts';

/** The options of commands that connect an account. */
export interface AccountOptions {
  readonly auth?: string;
  readonly input?: string;
}

/** Adds the options of commands that connect an account. */
export const addAccountOptions = (command: Command): Command =>
  command
    .option('--auth <file>', 'credentials: a JSON object, or the .env file of “zapier-platform invoke auth start”')
    .option('--input <file>', 'JSON object with the values of the trigger’s input fields');

/** What a user enters to connect an account and to set up a trigger. */
export interface Entered {
  readonly authData: Readonly<Record<string, unknown>>;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Reads the files of the options. */
export const readEntered = async ({ auth, input }: AccountOptions): Promise<Entered> => ({
  authData: auth === undefined ? {} : await readAuth(auth),
  input: input === undefined ? {} : parseObject(await readText(input), input),
});
