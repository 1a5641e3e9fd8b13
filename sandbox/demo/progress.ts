import ora from 'ora';

/** Says how far a run is: one line that changes on a terminal, plain lines where nobody watches. Tables stay alone on standard output. */
export const showProgress = (total: number) => {
  const isWatched = process.stderr.isTTY;
  const spinner = ora({ isEnabled: isWatched, isSilent: !isWatched }).start();
  let done = 0;
  return {
    next(name: string): void {
      done += 1;
      const text = `${done} of ${total}: ${name}`;
      if (isWatched) spinner.text = text;
      else console.error(text);
    },
    end(): void {
      spinner.stop();
    },
  };
};
