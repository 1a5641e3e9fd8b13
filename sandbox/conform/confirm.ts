import { createInterface } from 'node:readline/promises';
import type { Writes } from './plan.ts';

/** How writes are confirmed. */
export interface ConfirmOptions {
  /** Confirms everything, for scripts. */
  readonly yes: boolean;
  readonly isTerminal: boolean;
  say(text: string): void;
  /** Asks a question, for tests. */
  ask?(question: string): Promise<string>;
}

/** Asks a question. Ctrl-C counts as no answer, and ends the run. */
export const askOnTerminal = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const interrupted = new Promise<string>((resolve) => {
    terminal.once('SIGINT', () => {
      process.emit('SIGINT');
      resolve('');
    });
  });
  try {
    return await Promise.race([terminal.question(question), interrupted]);
  } finally {
    terminal.close();
  }
};

/** Announces writes and asks before each. Without a terminal and without `--yes`, none is confirmed. */
export const confirmWrites =
  ({ yes, isTerminal, say, ask = askOnTerminal }: ConfirmOptions) =>
  async ({ title, requests }: Writes): Promise<boolean> => {
    say(`${title}:`);
    for (const request of requests) say(`  - ${request}`);
    if (yes) return true;
    if (!isTerminal) {
      say('  Left out: confirm in a terminal, or use --yes.');
      return false;
    }
    return /^y(?:es)?$/i.test((await ask('  Continue? (y/N) ')).trim());
  };
