import { plural } from '../plural.ts';
import type { Timing } from './protocol.ts';
import type { Trace } from './tracer.ts';

/** When a delivery was sent and received, in the time of `performance.now()`. */
export interface Times {
  readonly sentAt?: number | undefined;
  readonly receivedAt: number;
}

/** The sum of durations. */
export const totalTime = (list: readonly { readonly milliseconds: number }[]): number =>
  list.reduce((total, { milliseconds }) => total + milliseconds, 0);

/**
 * The durations that can be measured from outside the app, and how each is measured. The stages Signature and Event have
 * none, because both run inside one call of the app.
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
  const [total, inCache, inApi] = [totalTime(traces), totalTime(cache), totalTime(api)];
  if (api.length > 0)
    add('Enrichment', inApi, `${plural(api.length, 'call')} of the provider’s API, measured at the API.`);
  if (cache.length > 0) add('Zapier’s cache', inCache, `${plural(cache.length, 'call')}, measured at the cache.`);
  add(
    'Rest of the app',
    total - inCache - inApi,
    'Verification, Zapier’s core, and the network between the app, the cache and the API.',
  );
  add(
    'App in total',
    total,
    `${plural(traces.length, 'call')} of the app’s handler in a separate process. The first call also loads the app.`,
  );
  return timings;
};
