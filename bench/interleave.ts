import { Bench } from 'tinybench';
import type { Effort } from './report.ts';

/** Something whose time is taken. */
export interface Candidate {
  readonly name: string;
  run(): unknown;
}

const takeTurn = async ({ name, run }: Candidate, time: number): Promise<number> => {
  const bench = new Bench({ time, iterations: 8, warmup: false }).add(name, run);
  const [task] = await bench.run();
  if (task?.result.state !== 'completed') {
    throw new Error(`${name} did not run: ${task?.result.state === 'errored' ? task.result.error.message : 'stopped'}`);
  }
  return task.result.latency.p50;
};

/**
 * Times candidates in turns, each round in another order.
 *
 * @returns for each candidate the median time of a call in every round, in milliseconds
 */
export const interleave = async (
  candidates: readonly Candidate[],
  { rounds, turn }: Effort,
): Promise<ReadonlyMap<string, readonly number[]>> => {
  const found = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  // Compiled by the engine before the first round counts.
  for (const candidate of candidates) await takeTurn(candidate, turn);
  for (let round = 0; round < rounds; round += 1) {
    const order = candidates.map((_, at) => candidates[(at + round) % candidates.length]);
    if (round % 2 === 1) order.reverse();
    for (const candidate of order) if (candidate) found.get(candidate.name)?.push(await takeTurn(candidate, turn));
  }
  return found;
};
