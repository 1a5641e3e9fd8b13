import type { Timing } from './protocol.ts';
import type { Trace } from './tracer.ts';

/** When a delivery was sent and received, in the time of `performance.now()`. */
export interface Times {
  readonly sentAt?: number | undefined;
  readonly receivedAt: number;
}

const sum = (list: readonly { readonly milliseconds: number }[]): number =>
  list.reduce((total, { milliseconds }) => total + milliseconds, 0);

/**
 * The durations that can be measured from outside the app, and how each is measured. Signature and event have no own durations:
 * they are checked inside one call, and the app contains no clock for them.
 */
export const timingsOf = ({ sentAt, receivedAt }: Times, traces: readonly Trace[]): readonly Timing[] => {
  const timings: Timing[] = [];
  const add = (label: string, milliseconds: number, how: string) =>
    timings.push({ label, milliseconds: Math.max(0, milliseconds), how });
  if (sentAt !== undefined) {
    add(
      'Provider to Zapier',
      receivedAt - sentAt,
      'From before the provider signs the request until Zapier has received it.',
    );
  }
  const [first] = traces;
  if (!first) return timings;
  add(
    'Waiting',
    first.started - receivedAt,
    'From then until the app is called. The sandbox runs one delivery at a time.',
  );
  const cache = traces.flatMap((trace) => trace.cache);
  const api = traces.flatMap((trace) => trace.api);
  const [total, inCache, inApi] = [sum(traces), sum(cache), sum(api)];
  const times = (count: number) => (count === 1 ? '1 call' : `${count} calls`);
  if (api.length > 0) add('Enrichment', inApi, `${times(api.length)} of the provider’s API, measured at the API.`);
  if (cache.length > 0) add('Zapier’s cache', inCache, `${times(cache.length)}, measured at the cache.`);
  add(
    'Rest of the app',
    total - inCache - inApi,
    'Verification, Zapier’s core, and the network between the app, the cache and the API.',
  );
  add(
    'App in total',
    total,
    `${times(traces.length)} of the app’s handler in its own process. The first call also loads the app.`,
  );
  return timings;
};
