import dns from 'node:dns';
import { pathToFileURL } from 'node:url';
import { type Handler, type LambdaEvent, type Outcome, settle } from './lambda.ts';

/** The process that an app runs in. Nothing that it sends can leave the machine. */
const [, , path = ''] = process.argv;

const LOOPBACK = new Set(['localhost', '127.0.0.1', '::1']);
const realLookup = dns.lookup;
// Core resolves every host name with this function.
dns.lookup = new Proxy(realLookup, {
  apply(target, self, args: unknown[]) {
    const [host] = args;
    if (typeof host === 'string' && LOOPBACK.has(host)) return Reflect.apply(target, self, args);
    const done = args.at(-1);
    if (typeof done === 'function') done(new Error(`The sandbox only connects to this machine, not to ${host}`));
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
  // Twice: the second run frees what the first one finalized.
  for (const _ of [1, 2]) globalThis.gc?.();
  return { ok: true, results: process.memoryUsage().heapUsed };
};

process.on('message', async (event: LambdaEvent) => {
  process.send?.(event.command === 'heap' ? heap() : await settle(await handler, event));
});
