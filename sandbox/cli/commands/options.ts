import type { Command } from 'commander';
import { PROVIDER_KEYS } from '../pick-provider.ts';
import { Problem } from '../problem.ts';
import { parseTime, TIME_FORMS } from '../time.ts';

/** The options of every command that needs a secret. */
export interface SecretOptions {
  readonly secretFile?: string;
  readonly json?: boolean;
}

/** The options of the commands that look at a recorded request. */
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

const entryNumber = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new Problem(`“${text}” is not the number of an entry. The first one is 1.`);
  return Number(text);
};

export const withSecret = (command: Command): Command =>
  command
    .option('--secret-file <file>', 'file that holds the secret; otherwise the environment, or a prompt')
    .option('--json', 'print JSON');

export const withCapture = (command: Command): Command =>
  withSecret(
    command
      .argument('[file]', 'the recorded request; standard input if left out')
      .option('-p, --provider <key>', `${PROVIDER_KEYS}; found by the headers if left out`)
      .option('--entry <number>', 'which entry of a HAR', entryNumber, 1)
      .option('--now <time>', `the time to check as of, for a request recorded earlier: ${TIME_FORMS}`, parseTime),
  );

export const withSigning = (command: Command): Command =>
  withSecret(
    command
      .option('--id <id>', 'the delivery id, where the provider signs one; random if left out')
      .option('--at <time>', `the time of sending, where the provider signs it: ${TIME_FORMS}`, parseTime),
  );
