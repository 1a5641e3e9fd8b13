import type { ApiCall } from '../providers/api.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Lambda, LambdaEvent, Outcome } from '../zapier/lambda.ts';
import type { CacheCall } from '../zapier/services.ts';
import type { CallView } from './protocol.ts';

/** One call of the app, and all that it did outside itself. */
export interface Trace {
  readonly event: LambdaEvent;
  /** When the app began, in the time of `performance.now()`. */
  readonly started: number;
  readonly milliseconds: number;
  readonly api: readonly CallView[];
  readonly cache: readonly CacheCall[];
}

/** Calls the app one at a time, so that whatever happens meanwhile is its doing. */
export interface Tracer {
  readonly lambda: Lambda;
  /** Starts to look at a sandbox's providers and cache. */
  look(sandbox: Sandbox): void;
  /** The calls that handed one request of a hook to the app. */
  tracesOf(request: object): readonly Trace[];
  /** Runs a task, and tells which calls of the app besides hooks it took. */
  during<T>(task: () => Promise<T>): Promise<{ result: T; traces: readonly Trace[] }>;
}

const since = (calls: readonly ApiCall[], last: ApiCall | undefined): readonly ApiCall[] =>
  last ? calls.slice(calls.lastIndexOf(last) + 1) : [...calls];

/** Watches an app run. */
export const createTracer = (inner: Lambda): Tracer => {
  const byRequest = new WeakMap<object, Trace[]>();
  const listeners = new Set<Trace[]>();
  let cache: CacheCall[] = [];
  let emulators: { label: string; calls: readonly ApiCall[] }[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const run = async (event: LambdaEvent): Promise<Outcome> => {
    cache = [];
    const before = emulators.map(({ calls }) => calls.at(-1));
    const started = performance.now();
    const outcome = await inner.invoke(event);
    const milliseconds = performance.now() - started;
    const api = emulators.flatMap(({ label, calls }, index) =>
      since(calls, before[index]).map((call) => ({ ...call, provider: label })),
    );
    const trace: Trace = { event, started, milliseconds, api, cache };
    const request = event.bundle?.['rawRequest'];
    if (typeof request === 'object' && request !== null && event.method?.startsWith('triggers.')) {
      byRequest.set(request, [...(byRequest.get(request) ?? []), trace]);
    } else for (const listener of listeners) listener.push(trace);
    return outcome;
  };

  return {
    lambda: {
      invoke: (event) => {
        const outcome = queue.then(() => run(event));
        queue = outcome.catch(() => undefined);
        return outcome;
      },
      kill: () => inner.kill(),
      printed: inner.printed,
      close: () => inner.close(),
    },
    look: ({ integrations, provider, zapier }) => {
      emulators = integrations.map(({ provider: { key, label } }) => ({ label, calls: provider(key).calls }));
      zapier.services.onCache = (call) => cache.push(call);
    },
    tracesOf: (request) => byRequest.get(request) ?? [],
    during: async (task) => {
      const traces: Trace[] = [];
      listeners.add(traces);
      try {
        return { result: await task(), traces };
      } finally {
        listeners.delete(traces);
      }
    },
  };
};
