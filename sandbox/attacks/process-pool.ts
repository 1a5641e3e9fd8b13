import type { AppProcess } from 'zapier-local';

/**
 * Runs concurrent calls of an app in separate processes, as Zapier's servers do. One process runs one call at a time.
 *
 * @param size the number of calls that can overlap
 */
export const processPool = async (size: number, start: () => AppProcess): Promise<AppProcess> => {
  const processes = Array.from({ length: size }, start);
  const idle = [...processes];
  const waiting: ((appProcess: AppProcess) => void)[] = [];
  const release = (appProcess: AppProcess): void => {
    const next = waiting.shift();
    if (next) next(appProcess);
    else idle.push(appProcess);
  };
  // A process that is still loading the app would not overlap with the others.
  await Promise.all(
    processes.map((appProcess) => appProcess.invoke({ command: 'definition', bundle: {}, token: 'start' })),
  );
  return {
    async invoke(event) {
      const appProcess = idle.pop() ?? (await new Promise<AppProcess>((resolve) => waiting.push(resolve)));
      try {
        return await appProcess.invoke(event);
      } finally {
        release(appProcess);
      }
    },
    kill: () => {
      for (const appProcess of processes) appProcess.kill();
    },
    get printed() {
      return processes.flatMap(({ printed }) => printed);
    },
    close: async () => {
      await Promise.all(processes.map((appProcess) => appProcess.close()));
    },
  };
};
