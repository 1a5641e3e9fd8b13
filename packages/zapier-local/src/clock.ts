/** The clock of a local Zapier. With a virtual one, three days of re-sends take no time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs a task once, some milliseconds from now. */
  after(milliseconds: number, task: () => unknown): void;
}

/** Node fires longer timers at once. */
const MAX_TIMEOUT = 2 ** 31 - 1;

const startTimer = (milliseconds: number, task: () => unknown): void => {
  const rest = milliseconds - MAX_TIMEOUT;
  if (rest > 0) setTimeout(() => startTimer(rest, task), MAX_TIMEOUT).unref();
  else setTimeout(task, milliseconds).unref();
};

/** The machine's clock. */
export const realClock = (): Clock => ({ now: () => Date.now(), after: startTimer });

interface Task {
  readonly at: number;
  readonly run: () => unknown;
}

/** A clock that can be advanced. */
export interface VirtualClock extends Clock {
  /** Moves the time forward and runs the tasks that are due, in order, one after the other. */
  advance(milliseconds: number): Promise<void>;
  /** The number of waiting tasks. */
  pending(): number;
}

/** Creates a clock that starts at the machine's time and only moves when it is advanced. */
export const virtualClock = (): VirtualClock => {
  let time = Date.now();
  let tasks: Task[] = [];
  return {
    now: () => time,
    after: (milliseconds, run) => {
      tasks.push({ at: time + milliseconds, run });
    },
    pending: () => tasks.length,
    async advance(milliseconds) {
      const end = time + milliseconds;
      for (;;) {
        const due = tasks.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        tasks = tasks.filter((task) => task !== due);
        time = Math.max(time, due.at);
        await due.run();
      }
      time = end;
    },
  };
};
