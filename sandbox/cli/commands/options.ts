import type { Command } from 'commander';
import { PROVIDER_KEYS } from '../pick-provider.ts';
import { parseTime, TIME_FORMATS } from '../time.ts';
import { UsageError } from '../usage-error.ts';

/** The options of every command that needs a secret. */
export interface SecretOptions {
  readonly secretFile?: string;
  readonly json?: boolean;
}

/** The options of the commands that read a recorded request. */
export interface CaptureOptions extends SecretOptions {
  readonly provider?: string;
  readonly entry: number;
  readonly now?: Date;
}

/** The options of the commands that sign. */
export interface SigningOptions extends SecretOptions {
  readonly id?: string;
  readonly at?: Date;
}

const parseEntry = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`“${text}” is not an entry number. Entries start at 1.`);
  return Number(text);
};

export const withSecret = (command: Command): Command =>
  command
    .option('--secret-file <file>', 'a file with the secret; default: the environment or a prompt')
    .option('--json', 'print JSON');

export const withCapture = (command: Command): Command =>
  withSecret(
    command
      .argument('[file]', 'the recorded request; default: standard input')
      .option('-p, --provider <key>', `${PROVIDER_KEYS}; default: detected from the request`)
      .option('--entry <number>', 'the entry of a HAR', parseEntry, 1)
      .option('--now <time>', `the time to use as the current time: ${TIME_FORMATS}`, parseTime),
  );

export const withSigning = (command: Command): Command =>
  withSecret(
    command
      .option('--id <id>', 'the delivery ID, if the provider signs one; default: random')
      .option('--at <time>', `the timestamp, if the provider signs one: ${TIME_FORMATS}; default: now`, parseTime),
  );
