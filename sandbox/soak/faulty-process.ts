import { type AppEvent, type AppProcess, inChildProcess, KILLED, type Outcome } from 'zapier-local';
import type { Delivery } from './delivery-log.ts';
import type { CallPlan } from './plan.ts';

/** A running call of the app. */
export interface Call {
  readonly delivery: Delivery;
  /** 1 for the first call with this delivery. */
  readonly number: number;
  readonly plan: CallPlan;
  /** Requests to a provider's API so far. */
  requests: number;
  /** Writes to the cache so far. */
  writes: number;
}

/** What goes wrong with the calls of the app. */
export interface CallRules {
  /** The delivery that a call processes, if the call may fail. */
  deliveryOf(event: AppEvent): Delivery | undefined;
  plan(delivery: Delivery, call: number, event: AppEvent): CallPlan;
  /** @param error the name of the error that ended the call, if one did */
  onEnd(call: Call, error: string | undefined): void;
}

/** The app in two processes, one of which is sometimes killed. The other keeps running, so that its memory can be measured. */
export interface FaultyProcess extends AppProcess {
  /** The running call of a trigger. There is at most one. */
  readonly current: Call | undefined;
  /** The number of calls of a trigger. */
  readonly calls: number;
  heap(): Promise<number>;
}

const withoutZapId = (event: AppEvent): AppEvent => ({ ...event, bundle: { ...event.bundle, meta: {} } });

const LOST_RESULT: Outcome = {
  ok: false,
  error: { name: KILLED, message: 'Killed before the result arrived', stack: '' },
};

/** Starts an app so that single calls of it can fail. */
export const faultyProcess = (app: string, { deliveryOf, plan, onEnd }: CallRules): FaultyProcess => {
  const [steady, killable] = [inChildProcess(app, { execArgv: ['--expose-gc'] }), inChildProcess(app)];
  let calls = 0;
  let current: Call | undefined;
  let last: Call | undefined;

  const run = async (call: Call, event: AppEvent): Promise<Outcome> => {
    const { killedAt, isWithoutZapId } = call.plan;
    const appProcess = killedAt === 'write' ? killable : steady;
    const outcome = await appProcess.invoke(isWithoutZapId ? withoutZapId(event) : event);
    if (killedAt !== 'result') return outcome;
    call.delivery.isKilled = true;
    return LOST_RESULT;
  };

  return {
    get current() {
      return current;
    },
    get calls() {
      return calls;
    },
    printed: [],
    heap: () => steady.heap(),
    async invoke(event) {
      if (event.method?.endsWith('.operation.perform')) calls += 1;
      const delivery = deliveryOf(event);
      if (!delivery) {
        // A session is renewed for the call that asked for it.
        if (event.method === 'authentication.sessionConfig.perform') current = last;
        const outcome = await steady.invoke(event);
        current = undefined;
        return outcome;
      }
      delivery.calls += 1;
      const number = delivery.calls;
      const call: Call = { delivery, number, plan: plan(delivery, number, event), requests: 0, writes: 0 };
      [current, last] = [call, call];
      const outcome = await run(call, event);
      current = undefined;
      onEnd(call, outcome.ok ? undefined : outcome.error.name);
      return outcome;
    },
    kill() {
      killable.kill();
      // Starts the next process in advance.
      void killable.invoke({ command: 'definition', bundle: {}, token: 'start' });
    },
    async close() {
      await Promise.all([steady.close(), killable.close()]);
    },
  };
};
