import type { Timing } from './protocol.ts';
import type { Trace } from './tracer.ts';

/** When things happened to a delivery, in the time of `performance.now()`. */
export interface Times {
  readonly sentAt?: number | undefined;
  readonly receivedAt: number;
}

const sum = (list: readonly { readonly milliseconds: number }[]): number =>
  list.reduce((total, { milliseconds }) => total + milliseconds, 0);

/**
 * What can be measured from outside the app, and how. Proof and event are not timed apart: they happen inside one call of the app,
 * and a clock in there would be a change of what is measured.
 */
export const timingsOf = ({ sentAt, receivedAt }: Times, traces: readonly Trace[]): readonly Timing[] => {
  const timings: Timing[] = [];
  const add = (label: string, milliseconds: number, how: string) =>
    timings.push({ label, milliseconds: Math.max(0, milliseconds), how });
  if (sentAt !== undefined) {
    add(
      'Provider to hook',
      receivedAt - sentAt,
      'From before the provider signs it until the hook has the whole request.',
    );
  }
  const [first] = traces;
  if (!first) return timings;
  add(
    'Waiting',
    first.started - receivedAt,
    'From there until the app is called: Zapier calls it for one request at a time here.',
  );
  const cache = traces.flatMap((trace) => trace.cache);
  const api = traces.flatMap((trace) => trace.api);
  const [whole, inCache, inApi] = [sum(traces), sum(cache), sum(api)];
  const times = (count: number) => (count === 1 ? '1 call' : `${count} calls`);
  if (cache.length > 0) add('Claim', inCache, `${times(cache.length)} of Zapier’s cache, measured at the cache.`);
  if (api.length > 0) add('Enrichment', inApi, `${times(api.length)} of the provider’s API, measured at the API.`);
  add(
    'Everything else in the app',
    whole - inCache - inApi,
    'Proof, event, Zapier’s core and the way to the cache and the API: the rest of the app’s time.',
  );
  add(
    'The app in all',
    whole,
    `${times(traces.length)} of the app’s handler in its own process. The first one also loads the app.`,
  );
  return timings;
};
