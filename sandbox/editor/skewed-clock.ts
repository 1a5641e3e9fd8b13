import type { VirtualClock } from 'zapier-local';

interface Task {
  readonly at: number;
  readonly run: () => unknown;
  isOver: boolean;
}

/** The machine's clock plus an offset, so that an attack can wait for days without delay. */
export const skewedClock = (): VirtualClock => {
  let offset = 0;
  let tasks: Task[] = [];
  const now = () => Date.now() + offset;
  const runOnce = async (task: Task) => {
    if (task.isOver) return;
    task.isOver = true;
    tasks = tasks.filter((other) => other !== task);
    await task.run();
  };
  return {
    now,
    after: (milliseconds, run) => {
      const task = { at: now() + milliseconds, run, isOver: false };
      tasks.push(task);
      // The longest delay of a timer. A later task runs only when the clock is advanced.
      if (milliseconds < 2 ** 31) setTimeout(() => void runOnce(task), milliseconds).unref();
    },
    pending: () => tasks.length,
    async advance(milliseconds) {
      offset += milliseconds;
      const due = tasks.filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
      for (const task of due) await runOnce(task);
    },
  };
};
