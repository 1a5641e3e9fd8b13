import ora from 'ora';
import { isTerminal } from '../terminal.ts';

/** Shows progress on standard error: a spinner on a terminal, otherwise lines. Standard output contains only the tables. */
export const showProgress = (total: number) => {
  const hasSpinner = isTerminal();
  const spinner = ora({ isEnabled: hasSpinner, isSilent: !hasSpinner }).start();
  let count = 0;
  return {
    next(name: string): void {
      count += 1;
      const text = `${count} of ${total}: ${name}`;
      if (hasSpinner) spinner.text = text;
      else console.error(text);
    },
    end(): void {
      spinner.stop();
    },
  };
};
