import { post, type Run, virtualClock, type Zap } from 'zapier-local';
import { selectIntegrations } from '../../integrations.ts';
import { outcomeOf } from '../attacks/delivery.ts';
import { typeOf } from '../event-body.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { startSandbox } from '../sandbox.ts';
import { DeliveryLog, type DeliverySummary } from './delivery-log.ts';
import { createFaultInjector } from './fault-injector.ts';
import { createPlan } from './plan.ts';
import { seededRandom } from './seeded-random.ts';
import { createBodies, createDraw, eventIn, forge, hooksFor, isForged, isForType, turnAllOn } from './traffic.ts';

const BATCH = 20;
/** The longest time between two events, in virtual milliseconds. */
const MAX_PAUSE = 5000;
const HOUR = 3_600_000;
const MAX_RECORDED = 50;

/** What to run. */
export interface SoakOptions {
  /** The built app. */
  readonly app: string;
  /** How many deliveries have to arrive. */
  readonly deliveries: number;
  readonly seed: string;
  /** Called after each batch with the number of deliveries so far. */
  onProgress?(sent: number): void;
}

/** The result of a soak. */
export interface SoakResult {
  readonly seed: string;
  readonly deliveries: DeliverySummary;
  /** Forged requests, and those of their errors that could turn a Zap off. */
  readonly forged: { readonly sent: number; readonly accepted: number; readonly errors: readonly string[] };
  /** Recorded genuine requests that were sent again. */
  readonly replayed: number;
  /** The number of each kind of fault. */
  readonly faults: Readonly<Record<string, number>>;
  /** Bytes on the app's heap after a tenth of the deliveries and at the end. */
  readonly heap: { readonly early: number; readonly late: number };
  /** Calls of the app. */
  readonly calls: number;
  readonly seconds: number;
  readonly virtualDays: number;
}

/** Sends deliveries through the built app while everything around it sometimes fails, and records the outcome of each delivery. */
export const soak = async ({ app, deliveries, seed, onProgress }: SoakOptions): Promise<SoakResult> => {
  const started = performance.now();
  const random = seededRandom(seed);
  const plan = createPlan(random);
  const log = new DeliveryLog();
  const faults = createFaultInjector(app, plan, log);
  const { app: appProcess } = faults;
  const clock = virtualClock();
  const startTime = clock.now();
  const sandbox = await startSandbox({ integrations: selectIntegrations(), clock, app: appProcess });
  const { zapier } = sandbox;
  const forged = { sent: 0, accepted: 0 };
  const forgedErrors: string[] = [];
  const events = new Map(sandbox.events.map((event) => [event.key, event]));
  let replayed = 0;

  const record = (zap: Zap, run: Run): void => {
    const { error, output, request } = run;
    if (isForged(request.headers)) {
      forged.sent += 1;
      forged.accepted += output.length;
      if (error && error.name !== 'HaltedError') forgedErrors.push(`${zap.trigger}: ${error.name} ${error.message}`);
      return;
    }
    const event = events.get(zap.trigger);
    if (!event) throw new Error(`There is no trigger ${zap.trigger}`);
    const delivery = log.find(`${eventIn(request.content)} ${zap.trigger}`);
    delivery.outputs += output.length;
    if (error) delivery.error = `${error.name} ${error.message}`;
    // Zapier keeps only JSON.
    const kept: Run = { ...run, output: JSON.parse(JSON.stringify(output)) };
    if (output.length > 0 && outcomeOf(event, kept) !== 'delivered') delivery.isChanged = true;
  };

  try {
    zapier.isLimited = false;
    const hooks = await turnAllOn(sandbox, await sandbox.connect());
    const draw = createDraw(hooks, random);
    const createBody = createBodies();
    const unreached = [...hooks];
    const recorded: SignedRequest[] = [];
    zapier.onRun = (zap, run) => {
      if (!run.isOver) return;
      record(zap, run);
      zap.runs.splice(zap.runs.indexOf(run), 1);
    };
    faults.start(sandbox, hooks);

    const sendOne = async (number: number): Promise<void> => {
      const name = `event ${number}`;
      const kind = plan.kind(number);
      // Each trigger once, so that none depends on the seed, then at random.
      const hook = (kind === 'genuine' && unreached.shift()) || draw(`trigger ${number}`);
      if (kind === 'forged') {
        await post(forge(hook, createBody(hook.event, name), random, `attack ${number}`));
        return;
      }
      const recording = recorded[Math.floor(random.number(`recording ${number}`) * recorded.length)];
      if (kind === 'replayed' && recording) {
        replayed += 1;
        await post(recording);
        return;
      }
      const type = typeOf(hook.event);
      for (const other of hooksFor(hook, hooks)) {
        log.add(`${name} ${other.event.key}`, number, other.event.key, isForType(other, type));
      }
      for (const { request, status } of await hook.emulator.send(type, createBody(hook.event, name))) {
        if (status === 200) recorded.push(request);
      }
      recorded.splice(0, recorded.length - MAX_RECORDED);
    };

    let [number, early] = [0, 0];
    while (log.sent < deliveries) {
      await Promise.all(Array.from({ length: BATCH }, (_, index) => sendOne(number + index)));
      number += BATCH;
      await zapier.idle();
      await clock.advance(BATCH * MAX_PAUSE * random.number(`pause ${number}`));
      zapier.services.cache.sweep();
      if (early === 0 && log.sent >= deliveries / 10) early = await appProcess.heap();
      onProgress?.(log.sent);
    }
    // Waits for every re-send and retry.
    while (clock.pending() > 0) {
      await clock.advance(HOUR);
      await zapier.idle();
    }
    const late = await appProcess.heap();
    return {
      seed,
      deliveries: log.summarize(),
      forged: { ...forged, errors: forgedErrors },
      replayed,
      faults: faults.counts,
      heap: { early, late },
      calls: appProcess.calls,
      seconds: (performance.now() - started) / 1000,
      virtualDays: (clock.now() - startTime) / (24 * HOUR),
    };
  } finally {
    await sandbox.close();
  }
};
