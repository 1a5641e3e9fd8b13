import dns from 'node:dns';
import { pathToFileURL } from 'node:url';
import { type Handler, type LambdaEvent, type Outcome, settle } from './lambda.ts';

/** The process that an app runs in: what Zapier's servers start, with the way out of the machine closed. */
const [, , path = ''] = process.argv;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const realLookup = dns.lookup;
// Core looks names up by this one function, so nothing of what an app logs or sends can leave the machine.
dns.lookup = new Proxy(realLookup, {
  apply(target, self, args: unknown[]) {
    const [host] = args;
    if (typeof host === 'string' && LOOPBACK.has(host)) return Reflect.apply(target, self, args);
    const done = args.at(-1);
    if (typeof done === 'function') done(new Error(`The sandbox stays on this machine: it does not look up ${host}`));
    return undefined;
  },
});

const loadHandler = async (): Promise<Handler> => {
  const loaded = await import(pathToFileURL(path).href);
  if (typeof loaded.handler === 'function') return loaded.handler;
  const { default: zapier } = await import('zapier-platform-core');
  return zapier.createAppHandler(loaded.default);
};

const handler = loadHandler();

const heap = (): Outcome => {
  // Twice: what the first round finalises is let go in the second.
  for (const _ of [1, 2]) globalThis.gc?.();
  return { ok: true, results: process.memoryUsage().heapUsed };
};

process.on('message', async (event: LambdaEvent) => {
  process.send?.(event.command === 'heap' ? heap() : await settle(await handler, event));
});
