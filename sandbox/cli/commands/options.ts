import type { Command } from 'commander';
import type { Inputs } from '../../../providers/input-fields.ts';
import { INPUT_KEYS, PROVIDER_KEYS } from '../pick-provider.ts';
import { parseTime, TIME_FORMATS } from '../time.ts';
import { UsageError } from '../usage-error.ts';

/** The options of every command that needs a secret. */
export interface SecretOptions {
  readonly secretFile?: string;
  readonly json?: boolean;
}

/** The description of a sender. */
export interface InputOptions {
  readonly input?: Inputs;
}

/** The options of the commands that read a recorded request. */
export interface CaptureOptions extends SecretOptions, InputOptions {
  readonly provider?: string;
  readonly entry: number;
  readonly now?: Date;
}

/** The options of the commands that sign. */
export interface SigningOptions extends SecretOptions, InputOptions {
  readonly id?: string;
  readonly at?: Date;
}

/** Parses the number of an entry of a HAR. */
export const parseEntry = (text: string): number => {
  if (!/^[1-9]\d{0,5}$/.test(text)) throw new UsageError(`“${text}” is not an entry number. Entries start at 1.`);
  return Number(text);
};

const addInput = (text: string, others: Inputs = {}): Inputs => {
  const [, key = '', value = ''] = /^(\w+)=(.*)$/s.exec(text) ?? [];
  if (INPUT_KEYS.includes(key)) return { ...others, [key]: value };
  throw new UsageError(`“${text}” is not an input. Use one of ${INPUT_KEYS.map((one) => `${one}=…`).join(', ')}.`);
};

/** Adds the option that describes the sender `custom`. */
export const withInput = (command: Command): Command =>
  command.option(
    '-i, --input <key=value>',
    `describes --provider custom; repeat for ${INPUT_KEYS.join(', ')}`,
    addInput,
  );

export const withSecret = (command: Command): Command =>
  command
    .option('--secret-file <file>', 'a file with the secret; default: the environment or a prompt')
    .option('--json', 'print JSON');

export const withCapture = (command: Command): Command =>
  withSecret(
    withInput(
      command
        .argument('[file]', 'the recorded request; default: standard input')
        .option('-p, --provider <key>', `${PROVIDER_KEYS}; default: detected from the request`),
    )
      .option('--entry <number>', 'the entry of a HAR', parseEntry, 1)
      .option('--now <time>', `the time to use as the current time: ${TIME_FORMATS}`, parseTime),
  );

export const withSigning = (command: Command): Command =>
  withSecret(
    withInput(command)
      .option('--id <id>', 'the delivery ID, if the provider signs one; default: random')
      .option('--at <time>', `the timestamp, if the provider signs one: ${TIME_FORMATS}; default: now`, parseTime),
  );
