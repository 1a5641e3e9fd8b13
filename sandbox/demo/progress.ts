import ora from 'ora';
import { isWatched } from '../terminal.ts';

/** Shows progress on standard error: a spinner on a terminal, otherwise lines. Standard output contains only the tables. */
export const showProgress = (total: number) => {
  const isTerminal = isWatched();
  const spinner = ora({ isEnabled: isTerminal, isSilent: !isTerminal }).start();
  let count = 0;
  return {
    next(name: string): void {
      count += 1;
      const text = `${count} of ${total}: ${name}`;
      if (isTerminal) spinner.text = text;
      else console.error(text);
    },
    end(): void {
      spinner.stop();
    },
  };
};
