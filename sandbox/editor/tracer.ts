import type { AppEvent, AppProcess, CacheCall, Outcome } from 'zapier-local';
import type { ApiCall } from '../providers/api.ts';
import type { Sandbox } from '../sandbox.ts';
import type { CallView } from './protocol.ts';

/** One call of the app, with its requests to APIs and to Zapier's cache. */
export interface Trace {
  readonly event: AppEvent;
  /** When the call started, in the time of `performance.now()`. */
  readonly started: number;
  readonly milliseconds: number;
  readonly api: readonly CallView[];
  readonly cache: readonly CacheCall[];
}

/** Traces calls of the app. Calls it one at a time, so that every request belongs to one call. */
export interface Tracer {
  readonly app: AppProcess;
  /** Starts to trace the requests to a sandbox's providers and cache. */
  attach(sandbox: Sandbox): void;
  /** The calls for one delivery. */
  tracesOf(request: object): readonly Trace[];
  /** Runs a task. Returns its calls of the app, deliveries excluded. */
  record<T>(task: () => Promise<T>): Promise<{ result: T; traces: readonly Trace[] }>;
}

const since = (calls: readonly ApiCall[], last: ApiCall | undefined): readonly ApiCall[] =>
  last ? calls.slice(calls.lastIndexOf(last) + 1) : [...calls];

/** Wraps an app with a tracer. */
export const createTracer = (inner: AppProcess): Tracer => {
  const byRequest = new WeakMap<object, Trace[]>();
  const recordings = new Set<Trace[]>();
  let cache: CacheCall[] = [];
  let emulators: { label: string; calls: readonly ApiCall[] }[] = [];
  let queue: Promise<unknown> = Promise.resolve();

  const run = async (event: AppEvent): Promise<Outcome> => {
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
    } else for (const recording of recordings) recording.push(trace);
    return outcome;
  };

  return {
    app: {
      invoke: (event) => {
        const outcome = queue.then(() => run(event));
        queue = outcome.catch(() => undefined);
        return outcome;
      },
      kill: () => inner.kill(),
      printed: inner.printed,
      close: () => inner.close(),
    },
    attach: ({ integrations, provider, zapier }) => {
      emulators = integrations.map(({ provider: { key, label } }) => ({ label, calls: provider(key).calls }));
      zapier.services.onCache = (call) => cache.push(call);
    },
    tracesOf: (request) => byRequest.get(request) ?? [],
    record: async (task) => {
      const traces: Trace[] = [];
      recordings.add(traces);
      try {
        return { result: await task(), traces };
      } finally {
        recordings.delete(traces);
      }
    },
  };
};
