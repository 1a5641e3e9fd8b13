const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

let stop: ((code: number) => void) | undefined;

/** Ends this process and the app's after Ctrl-C, unless the command waits for it. The default would leave the app's process running. */
export const handleInterrupts = (): void => {
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (!stop) process.exit(code);
      const first = stop;
      // The second one ends the process.
      stop = undefined;
      first(code);
    });
};

/** Resolves when the user presses Ctrl-C or the process is asked to end. */
export const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    // Signals do not keep a process alive.
    const timer = setInterval(() => undefined, 60_000);
    stop = () => {
      clearInterval(timer);
      resolve();
    };
  });

/**
 * Runs work that has to end properly. The first Ctrl-C only aborts its signal and sets the exit code of this
 * process, and the second one ends it.
 */
export const holdInterrupts = async <T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> => {
  const controller = new AbortController();
  stop = (code) => {
    process.stderr.write('Interrupted. Unsubscribing. Press Ctrl-C again to stop at once.\n');
    process.exitCode = code;
    controller.abort();
  };
  try {
    return await work(controller.signal);
  } finally {
    stop = undefined;
  }
};
