import type { HookFault } from 'zapier-local';
import type { Fault } from '../providers/faults.ts';
import type { SeededRandom, Share } from './seeded-random.ts';

/** How the cache fails during one call of the app: it is down, or all calls, reads or writes return an error. */
export type CacheFault = 'down' | 'error' | 'no reads' | 'no writes';

/** The faults of one call of the app. */
export interface CallPlan {
  readonly cache: CacheFault | undefined;
  /** Kills the process at its first write to the cache, which claims or defers the delivery, or before Zapier gets its result. */
  readonly killedAt: 'write' | 'result' | undefined;
  /** Whether Zapier does not send the ID of the Zap. */
  readonly isWithoutZapId: boolean;
}

/** The share of deliveries for which Zapier does not send the ID of the Zap. */
const WITHOUT_ZAP_ID = 0.05;

/** Whether something is due for the request with this number: at a fixed place of each so many, and so for any seed. */
const isDue =
  (place: number, of: number) =>
  (number: number): boolean =>
    number % of === place;

const isForgery = isDue(7, 20);
const isReplay = isDue(31, 50);
/** Kills the process before Zapier gets its result. */
const isResultLost = isDue(50, 100);
/** Kills the process at its first write. Rare, because a new process has to start. */
const isWriteKilled = isDue(40, 1000);

/** What a provider's API returns instead of a record or a token. */
const API: readonly Share<Fault>[] = [
  [0.02, { status: 429, headers: { 'x-rate-limited-for': '7' } }],
  [0.02, { status: 429, headers: { 'retry-after': '100000' } }],
  [0.03, { status: 500 }],
  [0.01, { status: 503, body: 'try later' }],
  [0.03, { delay: 5 }],
  [0.02, { cutOff: true }],
  [0.02, { status: 200, body: '<html>maintenance</html>', headers: { 'content-type': 'text/html' } }],
];

/** Longer than the app's timeout. Each costs ten seconds of real time, so they are rare. */
const TOO_SLOW: Fault = { delay: 10_500, status: 200, body: {} };
const TOO_SLOW_ONCE_IN = 20_000;

const CACHE: readonly Share<CacheFault>[] = [
  // Slow, because core tries three times.
  [0.001, 'down'],
  [0.012, 'error'],
  [0.005, 'no reads'],
  [0.005, 'no writes'],
];

const HOOK: readonly Share<HookFault>[] = [
  [0.02, { status: 429, isReceived: false }],
  [0.02, { status: 503, isReceived: false }],
  [0.02, { status: 502, isReceived: true }],
];

/** A second attempt is more likely to fail than a first. */
const again = <T>(shares: readonly Share<T>[], factor: number): readonly Share<T>[] =>
  shares.map(([share, fault]) => [share * factor, fault]);
const API_AGAIN = again(API, 5);
const HOOK_AGAIN = again(HOOK, 8);
/** Fewer than the attempts of any provider that re-sends. */
const MAX_REFUSALS = 4;

/** Plans all faults of a soak from its seed. */
export const createPlan = (random: SeededRandom) => ({
  /** Whether a request is genuine, forged, or a recorded genuine one. */
  kind: (number: number): 'genuine' | 'forged' | 'replayed' =>
    isForgery(number) ? 'forged' : isReplay(number) ? 'replayed' : 'genuine',
  /** How the webhook endpoint fails for an event. @param attempt the number of the provider's attempt to deliver it */
  hook: (event: string, attempt: number): HookFault | undefined =>
    attempt > MAX_REFUSALS ? undefined : random.pick(attempt === 1 ? HOOK : HOOK_AGAIN, `hook ${event} ${attempt}`),
  /**
   * The faults of a call of the app. Only the first call is killed: the app lets one repetition pass.
   *
   * @param number the number of the event
   */
  call: (delivery: string, number: number, call: number): CallPlan => {
    const killedAt = isWriteKilled(number) ? 'write' : isResultLost(number) ? 'result' : undefined;
    const isKilled = call === 1 && killedAt !== undefined;
    return {
      // A cache that is down has no first write.
      cache: isKilled ? undefined : random.pick(CACHE, `cache ${delivery} ${call}`),
      killedAt: isKilled ? killedAt : undefined,
      isWithoutZapId: random.isWithin(WITHOUT_ZAP_ID, `zap ${delivery}`),
    };
  },
  /** How a provider's API fails. @param total the number of API requests so far */
  api: (delivery: string, call: number, request: number, total: number): Fault | undefined =>
    total % TOO_SLOW_ONCE_IN === TOO_SLOW_ONCE_IN / 5
      ? TOO_SLOW
      : random.pick(call === 1 ? API : API_AGAIN, `api ${delivery} ${call} ${request}`),
});

/** The plan of a soak. */
export type Plan = ReturnType<typeof createPlan>;
