import { createAppHandler } from 'zapier-platform-core';
import type { LambdaEvent } from '../sandbox/zapier/lambda.ts';
import { appNamed } from './apps/app.ts';

/** The process that one app runs in: it calls the app's real handler and takes the time. */

/** What the process is asked. */
export interface Task {
  readonly event: LambdaEvent;
  readonly calls: number;
  /** Answers the app's cache inside the process, as core can, in place of over the network. */
  readonly hasOwnCache: boolean;
}

/** Milliseconds for one call, in the mean. */
export interface Cost {
  readonly wall: number;
  /** What this process computed, whatever else the machine did. */
  readonly cpu: number;
}

/** What the process answers. */
export type Answer = Cost | { readonly problem: string };

const [, , name = ''] = process.argv;
const handler = createAppHandler(appNamed(name));

const run = async ({ event, calls, hasOwnCache }: Task): Promise<Cost> => {
  // Core changes the event, so each call gets its own, made before the time is taken.
  const events = Array.from({ length: calls }, () => ({
    ...structuredClone(event),
    ...(hasOwnCache && { zcacheTestObj: {} }),
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
