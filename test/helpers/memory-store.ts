import { setTimeout as sleep } from 'node:timers/promises';
import type { ClaimStore } from '../../platform/deduplicate.ts';

/** A call that the store received. */
export interface StoreCall {
  readonly method: keyof ClaimStore;
  readonly key: string;
  readonly value?: unknown;
  /** Time to live. */
  readonly seconds?: number;
}

/** A call that fails has no effect. A call whose answer is lost has one, but the app does not learn of it. */
export type Fault = 'fails' | 'loses its answer';

interface Options {
  /** Seconds, moved by the test. */
  readonly clock?: { now: number };
  /** Milliseconds of a call, half of them before it has its effect. */
  readonly latency?: number;
}

/** A claim store in memory. It sets atomically, values expire, and calls take time or fail as the test says. */
export const memoryStore = ({ clock = { now: 0 }, latency = 0 }: Options = {}) => {
  const entries = new Map<string, { readonly json: string; readonly expires: number }>();
  const calls: StoreCall[] = [];
  const faults = new Map<keyof ClaimStore, Fault>();
  const travel = () => (latency > 0 ? sleep(latency / 2) : Promise.resolve());

  const find = (key: string): unknown => {
    const entry = entries.get(key);
    return entry && clock.now < entry.expires ? JSON.parse(entry.json) : null;
  };

  const handle = async <T>(call: StoreCall, run: () => T): Promise<T | undefined> => {
    calls.push(call);
    const fault = faults.get(call.method);
    await travel();
    const answer = fault === 'fails' ? undefined : run();
    await travel();
    return fault ? undefined : answer;
  };

  return {
    clock,
    /** Every call, in order. */
    calls,
    /** The calls that fail at the moment. */
    faults,
    get: (key: string) => handle({ method: 'get', key }, () => find(key)),
    setIfAbsent: (key: string, value: unknown, seconds: number) =>
      handle({ method: 'setIfAbsent', key, value, seconds }, () => {
        if (find(key) !== null) return false;
        entries.set(key, { json: JSON.stringify(value), expires: clock.now + seconds });
        return true;
      }),
  } satisfies ClaimStore & Record<string, unknown>;
};
