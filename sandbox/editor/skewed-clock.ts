import type { VirtualClock } from '../clock.ts';

interface Task {
  readonly at: number;
  readonly run: () => unknown;
  isOver: boolean;
}

/** A clock that runs with the machine's, and can leap ahead: an attack that waits for days must not make anybody wait. */
export const skewedClock = (): VirtualClock => {
  let ahead = 0;
  let tasks: Task[] = [];
  const now = () => Date.now() + ahead;
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
      // The longest that a timer can be set to; what is due later than that is left to a leap.
      if (milliseconds < 2 ** 31) setTimeout(() => void runOnce(task), milliseconds).unref();
    },
    pending: () => tasks.length,
    async advance(milliseconds) {
      ahead += milliseconds;
      const due = tasks.filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
      for (const task of due) await runOnce(task);
    },
  };
};
