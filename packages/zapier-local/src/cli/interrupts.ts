const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

let resume: (() => void) | undefined;

/** Ends this process and the app's after Ctrl-C, unless the command waits for it. The default would leave the app's process running. */
export const handleInterrupts = (): void => {
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (!resume) process.exit(code);
      resume();
      resume = undefined;
    });
};

/** Resolves when the user presses Ctrl-C or the process is asked to end. */
export const untilInterrupted = (): Promise<void> =>
  new Promise((resolve) => {
    // Signals do not keep a process alive.
    const timer = setInterval(() => undefined, 60_000);
    resume = () => {
      clearInterval(timer);
      resolve();
    };
  });
