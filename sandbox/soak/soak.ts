import { selectIntegrations } from '../../integrations.ts';
import { outcomeOf, typeOf } from '../attacks/delivery.ts';
import { virtualClock } from '../clock.ts';
import { post, type SignedRequest } from '../providers/emulator.ts';
import { startSandbox } from '../sandbox.ts';
import type { Run, Zap } from '../zapier/zaps.ts';
import { type Account, DeliveryLog } from './delivery-log.ts';
import { createFaultInjector } from './fault-injector.ts';
import { makePlan } from './plan.ts';
import { seededRandom } from './seeded-random.ts';
import { eventIn, forge, hooksFor, isAbout, isForged, makeBodies, makeDraw, turnAllOn } from './traffic.ts';

const BATCH = 20;
/** Virtual milliseconds from one event to the next, at most. */
const PAUSE = 5000;
const HOUR = 3_600_000;
const KEPT_FOR_REPLAY = 50;

/** What to run. */
export interface SoakOptions {
  /** The built app. */
  readonly app: string;
  /** How many deliveries are to arrive. */
  readonly deliveries: number;
  readonly seed: string;
  /** Hears after each batch how many were sent. */
  onProgress?(sent: number): void;
}

/** What came of it. */
export interface Soaked {
  readonly seed: string;
  readonly account: Account;
  /** Forged requests, and the errors among theirs that could turn a Zap off. */
  readonly forged: { readonly taken: number; readonly accepted: number; readonly loud: readonly string[] };
  /** Recordings of genuine requests that were sent once more. */
  readonly replayed: number;
  /** What went wrong, and how often. */
  readonly troubles: Readonly<Record<string, number>>;
  /** Bytes on the app's heap after a tenth of the deliveries, and after all of them. */
  readonly heap: { readonly early: number; readonly late: number };
  /** How often the app was called with a request. */
  readonly calls: number;
  readonly seconds: number;
  readonly virtualDays: number;
}

/** Sends deliveries through the built app while everything goes wrong that can, and accounts for each of them. */
export const soak = async ({ app, deliveries, seed, onProgress }: SoakOptions): Promise<Soaked> => {
  const started = performance.now();
  const dice = seededRandom(seed);
  const plan = makePlan(dice);
  const ledger = new DeliveryLog();
  const trouble = createFaultInjector(app, plan, ledger);
  const { lambda } = trouble;
  const clock = virtualClock();
  const midnight = clock.now();
  const sandbox = await startSandbox({ integrations: selectIntegrations(), clock, lambda });
  const { zapier } = sandbox;
  const forged = { taken: 0, accepted: 0 };
  const loud: string[] = [];
  let replayed = 0;

  const judge = (zap: Zap, run: Run): void => {
    const [starts, { error }] = [run.output.length, run];
    if (isForged(run.request.headers)) {
      forged.taken += 1;
      forged.accepted += starts;
      if (error && error.name !== 'HaltedError') loud.push(`${zap.trigger}: ${error.name} ${error.message}`);
      return;
    }
    const delivery = ledger.find(`${eventIn(run.request.content)} ${zap.trigger}`);
    delivery.starts += starts;
    if (error) delivery.error = `${error.name} ${error.message}`;
    // As JSON, which is all that Zapier keeps of it.
    const kept: Run = { ...run, output: JSON.parse(JSON.stringify(run.output)) };
    if (starts > 0 && outcomeOf(kept) !== 'delivered') delivery.isChanged = true;
  };

  try {
    zapier.isLimited = false;
    const hooks = await turnAllOn(sandbox, await sandbox.connect());
    const draw = makeDraw(hooks, dice);
    const makeBody = makeBodies();
    const recorded: SignedRequest[] = [];
    zapier.onRun = (zap, run) => {
      if (!run.isOver) return;
      judge(zap, run);
      zap.runs.splice(zap.runs.indexOf(run), 1);
    };
    trouble.start(sandbox, hooks);

    const sendOne = async (number: number): Promise<void> => {
      const hook = draw(`hook ${number}`);
      const name = `event ${number}`;
      const kind = plan.kind(number);
      if (kind === 'forged') {
        await post(forge(hook, makeBody(hook.event, name), dice, `attack ${number}`));
        return;
      }
      const recording = recorded[Math.floor(dice.roll(`recording ${number}`) * recorded.length)];
      if (kind === 'replayed' && recording) {
        replayed += 1;
        await post(recording);
        return;
      }
      const type = typeOf(hook.event);
      for (const other of hooksFor(hook, hooks)) {
        ledger.open(`${name} ${other.event.key}`, other.event.key, isAbout(other, type));
      }
      for (const { request, status } of await hook.emulator.send(type, makeBody(hook.event, name))) {
        if (status === 200) recorded.push(request);
      }
      recorded.splice(0, recorded.length - KEPT_FOR_REPLAY);
    };

    let [number, early] = [0, 0];
    while (ledger.sent < deliveries) {
      await Promise.all(Array.from({ length: BATCH }, (_, index) => sendOne(number + index)));
      number += BATCH;
      await zapier.idle();
      await clock.advance(BATCH * PAUSE * dice.roll(`pause ${number}`));
      zapier.services.cache.sweep();
      if (early === 0 && ledger.sent >= deliveries / 10) early = await lambda.heap();
      onProgress?.(ledger.sent);
    }
    // Until nobody waits to send or to try anything again.
    while (clock.pending() > 0) {
      await clock.advance(HOUR);
      await zapier.idle();
    }
    const late = await lambda.heap();
    return {
      seed,
      account: ledger.close(),
      forged: { ...forged, loud },
      replayed,
      troubles: trouble.counts,
      heap: { early, late },
      calls: lambda.calls,
      seconds: (performance.now() - started) / 1000,
      virtualDays: (clock.now() - midnight) / (24 * HOUR),
    };
  } finally {
    await sandbox.close();
  }
};
