import { inOwnProcess, type Lambda, type LambdaEvent } from '../zapier/lambda.ts';
import type { Delivery } from './delivery-log.ts';
import type { CallPlan } from './plan.ts';

/** A call of the app that is going on. */
export interface Call {
  readonly delivery: Delivery;
  /** 1 for the first call with this delivery, and so on. */
  readonly number: number;
  readonly plan: CallPlan;
  /** Requests to a provider's API so far. */
  requests: number;
  /** Writes to the cache so far. */
  writes: number;
}

/** What a soak has to say about the calls of the app. */
export interface CallRules {
  /** Finds the delivery that a call is about, where something may go wrong with it. */
  recognise(event: LambdaEvent): Delivery | undefined;
  plan(delivery: Delivery, call: number, event: LambdaEvent): CallPlan;
  /** Hears how each of these calls ended: the name of an error, or nothing. */
  ended(call: Call, error: string | undefined): void;
}

/** The app in two processes, one of which dies now and then: so the other lives long enough for its memory to be measured. */
export interface FaultyLambda extends Lambda {
  /** The call of a trigger that is going on: there is never more than one. */
  readonly current: Call | undefined;
  /** How often a trigger was called. */
  readonly calls: number;
  heap(): Promise<number>;
}

const withoutZap = (event: LambdaEvent): LambdaEvent => ({ ...event, bundle: { ...event.bundle, meta: {} } });

/** Starts an app so that single calls of it can go wrong. */
export const faultyLambda = (app: string, { recognise, plan, ended }: CallRules): FaultyLambda => {
  const [steady, mortal] = [inOwnProcess(app, {}, ['--expose-gc']), inOwnProcess(app, {})];
  let calls = 0;
  let current: Call | undefined;
  let last: Call | undefined;
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
      const delivery = recognise(event);
      if (!delivery) {
        // A session is renewed for the call that asked for it.
        if (event.method === 'authentication.sessionConfig.perform') current = last;
        const outcome = await steady.invoke(event);
        current = undefined;
        return outcome;
      }
      delivery.calls += 1;
      const call = {
        delivery,
        number: delivery.calls,
        plan: plan(delivery, delivery.calls, event),
        requests: 0,
        writes: 0,
      };
      [current, last] = [call, call];
      const outcome = await (call.plan.killedAt ? mortal : steady).invoke(
        call.plan.isWithoutZap ? withoutZap(event) : event,
      );
      current = undefined;
      ended(call, outcome.ok ? undefined : outcome.error.name);
      return outcome;
    },
    kill() {
      mortal.kill();
      // So that the next one is there when it is needed.
      void mortal.invoke({ command: 'definition', bundle: {}, token: 'spare' });
    },
    async close() {
      await Promise.all([steady.close(), mortal.close()]);
    },
  };
};
