import { realClock, type VirtualClock } from './clock.ts';

interface Task {
  readonly at: number;
  readonly run: () => unknown;
  isOver: boolean;
}

/** The machine's clock plus an offset, so that an attack can wait for days without delay. */
export const skewedClock = (): VirtualClock => {
  const machine = realClock();
  let offset = 0;
  let tasks: Task[] = [];
  const now = () => machine.now() + offset;
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
      machine.after(milliseconds, () => runOnce(task));
    },
    pending: () => tasks.length,
    async advance(milliseconds) {
      offset += milliseconds;
      const due = tasks.filter(({ at }) => at <= now()).sort((a, b) => a.at - b.at);
      for (const task of due) await runOnce(task);
    },
  };
};
