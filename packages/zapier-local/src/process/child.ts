import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { limitToLoopback } from './network.ts';
import { type AppEvent, type Handler, type Outcome, settle } from './outcome.ts';

/** The process that an app runs in. Nothing that it sends can leave the machine. */
const [, , path = ''] = process.argv;

limitToLoopback();

const loadHandler = async (): Promise<Handler> => {
  const loaded = await import(pathToFileURL(path).href);
  if (typeof loaded.handler === 'function') return loaded.handler;
  // The app's own copy of core: another one would have different error classes.
  const { createAppHandler } = createRequire(pathToFileURL(path))('zapier-platform-core');
  return createAppHandler(loaded.default);
};

const handler = loadHandler();

const heap = (): Outcome => {
  // Twice: the second run frees what the first one finalized.
  for (const _ of [1, 2]) globalThis.gc?.();
  return { ok: true, results: process.memoryUsage().heapUsed };
};

process.on('message', async (event: AppEvent) => {
  process.send?.(event.command === 'heap' ? heap() : await settle(await handler, event));
});
