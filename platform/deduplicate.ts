import { hash } from 'node:crypto';

/** A store that can set a key only if it is absent, in one step. It never rejects: `undefined` says that it does not answer. */
export interface ClaimStore {
  /** What is kept under a key, or null. */
  get(key: string): Promise<unknown>;
  /** @param seconds how long the key lives @param onlyIfAbsent answers false, and changes nothing, when the key is there */
  set(key: string, value: string, seconds: number, onlyIfAbsent: boolean): Promise<boolean | undefined>;
  delete(key: string): Promise<unknown>;
}

/** What a claim is about. */
export interface ClaimSubject {
  /** What tells one Zap from another; without it a repeat for this Zap looks the same as a first delivery to the next. */
  readonly zap: string | undefined;
  /** The delivery's proven id, the same on every re-send. */
  readonly delivery: string;
  /** The id of the request at Zapier's door: the same when Zapier itself tries again, another on every re-send. */
  readonly request: string | undefined;
}

/** A delivery that is this run's to hand over. */
export interface Claim {
  readonly isRepeat: false;
  /** Says that the delivery is on its way into the Zap: from now on it counts as delivered. */
  settle(): Promise<unknown>;
  /** Gives it back for one more try. False when there can be none: it was tried before, or nothing would remember. */
  defer(): Promise<boolean>;
  /** Gives it back as if it had never come. */
  release(): Promise<unknown>;
}

/** Longer than Zapier lets one run take (30 s), so that a run that was killed does not hold its claim for long. */
const LEASE = 60;
/** Longer than the longest delay that Zapier accepts before it tries again (300 s). */
const DEFERRAL = 900;
const REPEAT = { isRepeat: true } as const;

const keyOf = ({ zap, delivery, request }: ClaimSubject): string => {
  const subject = zap === undefined ? ['request', request ?? '', delivery] : ['zap', zap, delivery];
  return `delivery-${hash('sha256', JSON.stringify(subject), 'hex')}`;
};

/** What the store says about a delivery: which request had it last, and how far that came. */
const STATES = {
  running: 'running',
  last: 'last try',
  extra: 'extra',
  settled: 'settled',
  deferred: 'deferred',
} as const;

const mark = (state: string, request: string | undefined): string => `${state} ${request ?? ''}`;

/** What stands in the store while a run of each turn goes on. */
const TAKEN = {
  'first try': STATES.running,
  'last try': STATES.last,
  extra: STATES.extra,
  repeat: STATES.last,
} as const;

/** How a run goes on that finds the delivery taken. */
type Turn = keyof typeof TAKEN;

const turnAfter = (holder: unknown, request: string | undefined): Turn => {
  if (holder === null) return 'first try';
  // What is no text is no answer. It may have been deferred before, and Zapier tries again only once.
  if (typeof holder !== 'string' || holder === STATES.deferred) return 'last try';
  // Without request ids Zapier's own second call cannot be told from a re-send, while the first run may have been killed.
  if (holder === mark(STATES.running, request)) return 'first try';
  if (holder === mark(STATES.last, request)) return 'last try';
  // The run may have been killed after it settled and before Zapier heard of it, and so may the one after that.
  const ours = [mark(STATES.settled, request), mark(STATES.extra, request)];
  return request !== undefined && ours.some((own) => own === holder) ? 'extra' : 'repeat';
};

/**
 * Claims a delivery for this run, so that a re-send or a replay does not fire a Zap twice.
 *
 * It fails open: when the store does not answer, the delivery passes, since a Zap that runs twice is mended more easily than an
 * event that is lost. For the same reason a claim is a short lease until {@link Claim.settle}: a run that was killed half-way
 * leaves nothing behind that could stop the next one.
 *
 * @param life how long a settled delivery is remembered, in seconds: at least as long as the provider re-sends
 */
export const claim = async (store: ClaimStore, subject: ClaimSubject, life: number): Promise<Claim | typeof REPEAT> => {
  const { zap, request } = subject;
  const key = keyOf(subject);
  const won = await store.set(key, mark(STATES.running, request), LEASE, true);
  let turn: Turn = won ? 'first try' : 'last try';
  if (won === false) {
    turn = turnAfter(await store.get(key), request);
    if (turn === 'repeat' && zap !== undefined) return REPEAT;
    // It was delivered before an extra run, and stays so whatever becomes of that.
    await store.set(key, mark(TAKEN[turn], request), turn === 'extra' ? life : LEASE, false);
  }
  // Request ids are not signed, so one that was seen already passes a second time, and no third.
  const settled = mark(STATES.settled, turn === 'extra' ? undefined : request);
  return {
    isRepeat: false,
    settle: () => store.set(key, settled, life, false),
    defer: async () => turn === 'first try' && (await store.set(key, STATES.deferred, DEFERRAL, false)) === true,
    release: () => store.delete(key),
  };
};
