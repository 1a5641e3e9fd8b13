import type { Clock } from '../clock.ts';
import { LIMITS } from './limits.ts';

/** Counts the requests to one URL. The returned function adds one, or returns true if there are too many. */
export const createRateLimit = (clock: Clock): (() => boolean) => {
  let times: number[] = [];
  return () => {
    const now = clock.now();
    times = times.filter((time) => now - time < 300_000);
    const lastSecond = times.filter((time) => now - time < 1000).length;
    if (lastSecond >= LIMITS.perSecond || times.length >= LIMITS.perFiveMinutes) return true;
    times.push(now);
    return false;
  };
};
