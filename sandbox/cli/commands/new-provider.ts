import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { formatRows, print, statusLine } from '../output.ts';
import { isScheme, isSetup, type ProviderAnswers, problemWith, SCHEMES, SETUPS } from '../scaffold/answers.ts';
import { writeNewProvider } from '../scaffold/new-provider.ts';
import { QUESTIONS } from '../scaffold/questions.ts';
import { readBody } from '../scaffold/read-body.ts';
import { UsageError } from '../usage-error.ts';
import { parseEntry } from './options.ts';

interface NewProviderOptions extends Partial<Record<Exclude<keyof ProviderAnswers, 'key'>, string>> {
  readonly keepValues?: boolean;
  readonly entry: number;
  readonly root: string;
  readonly json?: boolean;
}

type Ask = (question: string) => Promise<string>;

/** In this order, because some answers make later questions unnecessary. */
const ANSWERS = [
  'key',
  'label',
  'docs',
  'scheme',
  'name',
  'prefix',
  'typeField',
  'setup',
  'api',
  'testPath',
  'webhooksPath',
] as const;

const checked = (name: keyof ProviderAnswers, value: string): string => {
  const problem = problemWith(name, value);
  if (problem) throw new UsageError(`“${value}” is not valid. ${problem}`);
  return value;
};

const answerTo = async (name: keyof ProviderAnswers, given: string | undefined, ask: Ask | undefined) => {
  const { text, initial = '', isOptional } = QUESTIONS[name];
  if (given !== undefined) return checked(name, given);
  if (!ask && isOptional) return initial;
  if (!ask) throw new UsageError(`Without a terminal, answer every question with an option. “${name}” is missing.`);
  for (;;) {
    const value = (await ask(`${text}${initial && ` (${initial})`}: `)).trim() || initial;
    const problem = problemWith(name, value);
    if (!problem) return value;
    process.stderr.write(`${problem}\n`);
  }
};

/** Asks for what the options do not say. Only a terminal can answer. */
const readAnswers = async (given: Readonly<Record<string, string | undefined>>): Promise<ProviderAnswers> => {
  const isTerminal = process.stdin.isTTY && process.stderr.isTTY;
  const terminal = isTerminal ? createInterface({ input: process.stdin, output: process.stderr }) : undefined;
  const answers = {
    key: '',
    label: '',
    docs: '',
    scheme: '',
    name: '',
    prefix: '',
    typeField: '',
    setup: '',
    api: '',
    testPath: '',
    webhooksPath: '',
  };
  try {
    for (const name of ANSWERS) {
      if (QUESTIONS[name].isUnneeded?.(answers)) continue;
      answers[name] = await answerTo(name, given[name], terminal && ((text) => terminal.question(text)));
    }
  } catch (error) {
    // Ctrl-C and Ctrl-D.
    if (error instanceof Error && error.name === 'AbortError') throw new UsageError('Cancelled. No file was written.');
    throw error;
  } finally {
    terminal?.close();
  }
  const { scheme, setup } = answers;
  if (isScheme(scheme) && isSetup(setup)) return { ...answers, scheme, setup };
  throw new Error('An answer was not checked');
};

/** Adds `new-provider`, which writes a provider with its first event. */
export const addNewProvider = (program: Command): void => {
  program
    .command('new-provider')
    .description(
      'Write a new provider: connection, scheme, first trigger, emulator and test. Asks what no option says.',
    )
    .argument('<file>', 'the body (JSON) of a delivery, or a recorded request')
    .argument('[key]', QUESTIONS.key.text)
    .option('--label <label>', QUESTIONS.label.text)
    .option('--docs <url>', QUESTIONS.docs.text)
    .option('--scheme <scheme>', Object.keys(SCHEMES).join(', '))
    .option('--name <name>', QUESTIONS.name.text)
    .option('--prefix <prefix>', QUESTIONS.prefix.text)
    .option('--type-field <field>', QUESTIONS.typeField.text)
    .option('--setup <setup>', Object.keys(SETUPS).join(', '))
    .option('--api <url>', QUESTIONS.api.text)
    .option('--test-path <path>', QUESTIONS.testPath.text)
    .option('--webhooks-path <path>', QUESTIONS.webhooksPath.text)
    .option('--keep-values', 'publish the values of the file as the sample, if it is the provider’s own example')
    .option('--entry <number>', 'the entry of a HAR', parseEntry, 1)
    .option('--root <folder>', 'the project’s folder', process.cwd())
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExit code: 0 success, 2 usage error.')
    .action(async (file: string, key: string | undefined, options: NewProviderOptions) => {
      const { keepValues = false, entry, root, json, ...given } = options;
      const body = await readBody(file, entry);
      const answers = await readAnswers({ key, ...given });
      const written = await writeNewProvider({ root, answers, body, keepsValues: keepValues });
      const rows = [
        ['Trigger', written.trigger],
        ['Files', written.files.join('\n')],
        [
          'To do',
          'Check the texts, the sample and the window for duplicates. Describe the provider in the documents: see docs/adding-a-provider.md.',
        ],
      ] as const;
      print(json, written, formatRows(statusLine(true, `New provider ${written.provider}`), rows));
    });
};
