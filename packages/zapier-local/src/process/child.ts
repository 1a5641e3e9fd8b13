import { writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { guardNetwork } from './network/guard.ts';
import type { AppEvent, Handler } from './outcome.ts';
import { type SentOutcome, settle } from './settle.ts';

/** The process that an app runs in. Nothing that it sends can leave the machine, unless the rules allow it. */
const [, , path = '', rules = ''] = process.argv;
// Core looks for “jest” and “mocha” in the arguments, and a path can contain them. Zapier's servers run this file.
process.argv.splice(1, process.argv.length, '/var/runtime/index.mjs');
guardNetwork(JSON.parse(rules));

// An app that finds this function may use it: `process.send('ready')` is a convention. Zapier's servers do not have it.
const send = process.send?.bind(process);
Reflect.deleteProperty(process, 'send');

const { log } = console;
// Core prints its memory use with every call.
console.log = (...args: unknown[]) => {
  if (args[0] !== 'ZID:' || args[3] !== 'ZRUN:') log(...args);
};

const loadHandler = async (): Promise<Handler> => {
  const loaded = await import(pathToFileURL(path).href);
  const handler = loaded.handler ?? loaded.default?.handler;
  if (typeof handler === 'function') return handler;
  // The app's own copy of core: another one would have different error classes.
  const { createAppHandler } = createRequire(pathToFileURL(path))('zapier-platform-core');
  return createAppHandler(loaded.default ?? loaded);
};

const load = async (): Promise<Handler> => {
  try {
    const handler = await loadHandler();
    send?.('loaded');
    return handler;
  } catch (error) {
    // Written at once: a stream would lose it.
    writeSync(2, `${error instanceof Error ? error.stack : error}\n`);
    return process.exit(1);
  }
};

const handler = load();

const heap = (): SentOutcome => {
  // Twice: the second run frees what the first one finalized.
  for (const _ of [1, 2]) globalThis.gc?.();
  return { ok: true, json: JSON.stringify(process.memoryUsage().heapUsed) };
};

// A terminal sends Ctrl-C to this process as well, but the app may still have to unsubscribe. The main process ends this one.
process.on('SIGINT', () => undefined);

process.on('message', async (event: AppEvent) => {
  send?.(event.command === 'heap' ? heap() : await settle(await handler, event));
});
