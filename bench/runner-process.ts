import type { AppEvent } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createAppNamed } from './apps/index.ts';

// The process of one app. It calls the app's handler and measures the calls.

/** A request to the process. */
export interface Task {
  readonly event: AppEvent;
  readonly calls: number;
  /** Core answers cache calls inside the process, instead of sending them over the network. */
  readonly hasLocalCache: boolean;
}

/** The mean cost of one call in milliseconds. */
export interface Cost {
  readonly wall: number;
  /** CPU time of this process, independent of the load of the machine. */
  readonly cpu: number;
}

/** A response of the process. */
export type Answer = Cost | { readonly problem: string };

const [, , name = ''] = process.argv;
const handler = createAppHandler(createAppNamed(name));

const run = async ({ event, calls, hasLocalCache }: Task): Promise<Cost> => {
  // Core changes the event, so each call gets a copy, created before the measurement starts.
  const events = Array.from({ length: calls }, () => ({
    ...structuredClone(event),
    ...(hasLocalCache && { zcacheTestObj: {} }),
  }));
  const before = process.cpuUsage();
  const started = performance.now();
  for (const one of events) {
    const { results } = await handler(one);
    if (!Array.isArray(results) || results.length !== 1) throw new Error(`${event.method} did not deliver`);
  }
  const wall = (performance.now() - started) / calls;
  const { user, system } = process.cpuUsage(before);
  return { wall, cpu: (user + system) / 1000 / calls };
};

process.on('message', async (task: Task) => {
  const answer: Answer = await run(task).catch((error: unknown) => ({ problem: String(error) }));
  process.send?.(answer);
});
