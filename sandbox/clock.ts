/** A clock that the sandbox runs on, so that three days of re-sends take no time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs a task once, some milliseconds from now. */
  after(milliseconds: number, task: () => unknown): void;
}

/** The machine's own clock, for a sandbox that people watch. */
export const realClock = (): Clock => ({
  now: () => Date.now(),
  after: (milliseconds, task) => {
    setTimeout(task, milliseconds).unref();
  },
});

interface Task {
  readonly at: number;
  readonly run: () => unknown;
}

/** A clock that stands still until it is advanced. */
export interface VirtualClock extends Clock {
  /** Moves on, and runs what falls due on the way, in order, each task to its end. */
  advance(milliseconds: number): Promise<void>;
  /** How many tasks wait. */
  pending(): number;
}

/** Makes a clock that starts at the machine's time and then stands still. */
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
