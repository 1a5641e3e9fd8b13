import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { AppName } from './apps/index.ts';
import { interleave } from './interleave.ts';
import type { Answer, Cost, Task } from './runner-process.ts';

/** An app in its own process. */
export interface Runner {
  /** Runs a delivery several times. Throws if one is not delivered. */
  run(task: Task): Promise<Cost>;
  close(): void;
}

const ENTRY = fileURLToPath(new URL('./runner-process.ts', import.meta.url));

/** Starts an app in its own process. The log that core prints for every call is discarded. */
export const startRunner = (app: AppName): Runner => {
  const child = fork(ENTRY, [app], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let fail: (error: Error) => void = () => undefined;
  let finish: (answer: Answer) => void = () => undefined;
  child.on('message', (answer: Answer) => finish(answer));
  child.on('exit', (code) => fail(new Error(`The process of the app “${app}” exited with code ${code}`)));
  return {
    run: (task) =>
      new Promise((resolve, reject) => {
        fail = reject;
        finish = (answer) => ('problem' in answer ? reject(new Error(`${app}: ${answer.problem}`)) : resolve(answer));
        child.send(task);
      }),
    close: () => {
      child.kill();
    },
  };
};

/** A delivery in an app, to compare with others. */
export interface RunnerTask {
  readonly name: string;
  readonly runner: Runner;
  readonly task: Task;
}

/**
 * Runs tasks interleaved.
 *
 * @param options `warmup`: calls of each task before the first round, so that the engine compiles the code
 * @returns for each task the cost of a call in every round
 */
export const runInterleaved = async (
  tasks: readonly RunnerTask[],
  { rounds, warmup }: { readonly rounds: number; readonly warmup: number },
): Promise<ReadonlyMap<string, readonly Cost[]>> => {
  for (const { runner, task } of tasks) await runner.run({ ...task, calls: warmup });
  return interleave(tasks, rounds, ({ runner, task }) => runner.run(task));
};
