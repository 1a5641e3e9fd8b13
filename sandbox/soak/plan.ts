import type { Fault } from '../providers/faults.ts';
import type { HookFault } from '../zapier/ingress.ts';
import type { SeededRandom, Share } from './seeded-random.ts';

/** How the cache fails during one call of the app: for Zapier's client, or with an answer that is an error. */
export type CacheFault = 'down' | 'error' | 'no reads' | 'no writes';

/** What goes wrong during one call of the app. */
export interface CallPlan {
  readonly cache: CacheFault | undefined;
  /** Kills the process when it writes its claim, or with its next write, when it settles or defers it. */
  readonly killedAt: 'claim' | 'settle' | undefined;
  /** Whether Zapier leaves out which Zap it is for. */
  readonly isWithoutZap: boolean;
}

const SHARES = {
  forged: 0.05,
  replayed: 0.01,
  /** Deliveries for which Zapier does not say which Zap they are for. */
  withoutZap: 0.05,
};

/** What a provider's API answers in place of a record or a token. */
const API: readonly Share<Fault>[] = [
  [0.02, { status: 429, headers: { 'x-rate-limited-for': '7' } }],
  [0.02, { status: 429, headers: { 'retry-after': '100000' } }],
  [0.03, { status: 500 }],
  [0.01, { status: 503, body: 'try later' }],
  [0.03, { delay: 5 }],
  [0.02, { cutOff: true }],
  [0.02, { status: 200, body: '<html>maintenance</html>', headers: { 'content-type': 'text/html' } }],
];

/** Longer than the app waits. Each costs ten seconds of real time, so there are few. */
const TOO_SLOW: Fault = { delay: 10_500, status: 200, body: {} };
const TOO_SLOW_ONCE_IN = 20_000;

const CACHE: readonly Share<CacheFault>[] = [
  // Core waits and tries three times, so this one is slow.
  [0.001, 'down'],
  [0.012, 'error'],
  [0.005, 'no reads'],
  [0.005, 'no writes'],
];

const KILLS: readonly Share<'claim' | 'settle'>[] = [
  [0.001, 'claim'],
  [0.001, 'settle'],
];

const DOOR: readonly Share<HookFault>[] = [
  [0.02, { status: 429, isTaken: false }],
  [0.02, { status: 503, isTaken: false }],
  [0.02, { status: 502, isTaken: true }],
];

/** What fails once is more likely to fail again: the second try of most. */
const again = <T>(shares: readonly Share<T>[], factor: number): readonly Share<T>[] =>
  shares.map(([share, what]) => [share * factor, what]);
const API_AGAIN = again(API, 5);
const DOOR_AGAIN = again(DOOR, 8);
/** Fewer than any provider that sends again would try. */
const MOST_REFUSALS = 4;

/** Everything that goes wrong in a soak, decided by its seed. */
export const makePlan = (dice: SeededRandom) => ({
  /** What is sent: a genuine event, a forged request, or a recording of a genuine one. */
  kind: (number: number): 'genuine' | 'forged' | 'replayed' =>
    dice.pick(
      [
        [SHARES.forged, 'forged'],
        [SHARES.replayed, 'replayed'],
      ],
      `kind ${number}`,
    ) ?? 'genuine',
  /** What goes wrong at Zapier's door with an event: each try of a provider's is one round, whatever the number of its hooks. */
  door: (event: string, round: number): HookFault | undefined =>
    round > MOST_REFUSALS ? undefined : dice.pick(round === 1 ? DOOR : DOOR_AGAIN, `door ${event} ${round}`),
  /** What goes wrong during a call of the app. */
  call: (delivery: string, call: number): CallPlan => ({
    cache: dice.pick(CACHE, `cache ${delivery} ${call}`),
    killedAt: call === 1 ? dice.pick(KILLS, `kill ${delivery}`) : undefined,
    isWithoutZap: dice.falls(SHARES.withoutZap, `zap ${delivery}`),
  }),
  /** What a provider's API answers to a request. */
  api: (delivery: string, call: number, request: number, total: number): Fault | undefined =>
    total % TOO_SLOW_ONCE_IN === TOO_SLOW_ONCE_IN / 5
      ? TOO_SLOW
      : dice.pick(call === 1 ? API : API_AGAIN, `api ${delivery} ${call} ${request}`),
});

/** The plan of a soak. */
export type Plan = ReturnType<typeof makePlan>;
