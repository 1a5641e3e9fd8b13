import { Bench } from 'tinybench';
import { interleave } from './interleave.ts';
import type { Effort } from './report.ts';

/** A function to measure. */
export interface Candidate {
  readonly name: string;
  run(): unknown;
}

const measure = async ({ name, run }: Candidate, time: number): Promise<number> => {
  const bench = new Bench({ time, iterations: 8, warmup: false }).add(name, run);
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') {
    throw new Error(`${name} did not run: ${task?.result.state === 'errored' ? task.result.error.message : 'stopped'}`);
  }
  return task.result.latency.p50;
};

/**
 * Measures candidates interleaved.
 *
 * @returns for each candidate the median time of a call in every round, in milliseconds
 */
export const measureFunctions = async (
  candidates: readonly Candidate[],
  { rounds, time }: Effort,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  // A warm-up, so that the engine compiles the code before the first round.
  for (const candidate of candidates) await measure(candidate, time);
  return interleave(candidates, rounds, (candidate) => measure(candidate, time));
};
