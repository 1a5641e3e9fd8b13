import ora from 'ora';
import { isWatched } from '../terminal.ts';

/** Says how far a run is: one line that changes on a terminal, plain lines where nobody watches. Tables stay alone on standard output. */
export const showProgress = (total: number) => {
  const isShown = isWatched();
  const spinner = ora({ isEnabled: isShown, isSilent: !isShown }).start();
  let done = 0;
  return {
    next(name: string): void {
      done += 1;
      const text = `${done} of ${total}: ${name}`;
      if (isShown) spinner.text = text;
      else console.error(text);
    },
    end(): void {
      spinner.stop();
    },
  };
};
