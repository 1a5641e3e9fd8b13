import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Cost, Task } from './runner-process.ts';

/** An app in a process of its own. */
export interface Runner {
  /** Runs a delivery some times. Throws when it is not delivered. */
  run(task: Task): Promise<Cost>;
  close(): void;
}

const ENTRY = fileURLToPath(new URL('./runner-process.ts', import.meta.url));

/** Starts a process with an app, by its name in `apps/app.ts`. What core prints for every call goes nowhere. */
export const startRunner = (app: string): Runner => {
  const child = fork(ENTRY, [app], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  let fail: (error: Error) => void = () => undefined;
  let finish: (answer: Answer) => void = () => undefined;
  child.on('message', (answer: Answer) => finish(answer));
  child.on('exit', (code) => fail(new Error(`The process of the app ${app} ended with the code ${code}`)));
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

/** A runner with what it is to run. */
export interface Contender {
  readonly name: string;
  readonly runner: Runner;
  readonly task: Task;
}

/**
 * Runs contenders in turns, each round in another order.
 *
 * @param options `warm`: calls of each contender before the first round, for the engine to compile
 * @returns for each contender what a call cost in every round
 */
export const runInterleaved = async (
  contenders: readonly Contender[],
  { rounds, warm }: { readonly rounds: number; readonly warm: number },
): Promise<ReadonlyMap<string, readonly Cost[]>> => {
  const found = new Map<string, Cost[]>(contenders.map(({ name }) => [name, []]));
  for (let round = -1; round < rounds; round += 1) {
    const order = contenders.map((_, at) => contenders[(at + round + 1) % contenders.length]);
    if (round % 2 === 1) order.reverse();
    for (const contender of order) {
      if (!contender) continue;
      const { name, runner, task } = contender;
      if (round < 0) await runner.run({ ...task, calls: warm });
      else found.get(name)?.push(await runner.run(task));
    }
  }
  return found;
};
