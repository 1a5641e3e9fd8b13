import { isRecord } from '../../schema/json.ts';
import type { Fault } from '../providers/faults.ts';
import type { Sandbox } from '../sandbox.ts';
import type { HookRequest } from '../zapier/ingress.ts';
import type { LambdaEvent } from '../zapier/lambda.ts';
import type { Zap } from '../zapier/zaps.ts';
import type { Cause, Delivery, DeliveryLog } from './delivery-log.ts';
import { faultyLambda } from './faulty-lambda.ts';
import type { CacheFault, Plan } from './plan.ts';
import { eventIn, type Hook, isForged } from './traffic.ts';

const CACHE_FAILED: Cause = 'the cache failed';
const NO_ZAP: Cause = 'Zapier did not say which Zap it was for';

/** What stands in the list of troubles for a fault of a provider's API. */
const nameOf = ({ status, body, delay = 0, cutOff }: Fault): string => {
  if (cutOff) return 'API cut off';
  if (delay > 1000) return 'API too slow';
  if (delay > 0) return 'API slow';
  return status === 200 && typeof body === 'string' ? 'API answered with a web page' : `API answered ${status}`;
};

const fails = (fault: CacheFault | undefined, method: string): boolean | 'error' => {
  if (fault === 'down') return true;
  const isHit = fault === 'error' || fault === (method === 'zcache_get' ? 'no reads' : 'no writes');
  return isHit ? 'error' : false;
};

/** Lets go wrong what a plan says, and counts it. */
export const createFaultInjector = (app: string, plan: Plan, ledger: DeliveryLog) => {
  const counts: Record<string, number> = {};
  const note = (what: string): void => {
    counts[what] = (counts[what] ?? 0) + 1;
  };
  let requests = 0;

  const recognise = ({ method = '', bundle = {} }: LambdaEvent): Delivery | undefined => {
    const raw = bundle['rawRequest'];
    if (!isRecord(raw) || isForged(raw['headers'])) return undefined;
    const event = eventIn(raw['content']);
    return event === undefined ? undefined : ledger.find(`${event} ${method.split('.')[1]}`);
  };

  const lambda = faultyLambda(app, {
    recognise,
    plan(delivery, number, { bundle = {} }) {
      const call = plan.call(delivery.name, number);
      // A subscription's id tells its Zap from another as well.
      if (call.isWithoutZap && !bundle['subscribeData']) delivery.cause ??= NO_ZAP;
      return call;
    },
    ended({ plan: { cache }, delivery }, error) {
      if (error) note(`call ended with ${error}`);
      // Zapier tries again only once: without a cache to remember that, nobody may count on it.
      if (error === 'ThrottledError' && cache && cache !== 'no reads') delivery.gambled = true;
    },
  });

  const failHook =
    (resends: ReadonlySet<string>) =>
    (zap: Zap, { headers, content }: HookRequest) => {
      const event = eventIn(content);
      if (isForged(headers) || event === undefined || !resends.has(zap.id)) return undefined;
      const delivery = ledger.find(`${event} ${zap.trigger}`);
      delivery.requests += 1;
      const fault = plan.door(event, delivery.requests);
      if (fault) note(fault.isTaken ? 'request taken, answer lost' : `request refused with ${fault.status}`);
      return fault;
    };

  return {
    lambda,
    counts,
    /** From now on things go wrong. */
    start({ zapier }: Sandbox, hooks: readonly Hook[]): void {
      zapier.failHook = failHook(new Set(hooks.filter(({ emulator }) => emulator.resends).map(({ zap }) => zap.id)));
      zapier.services.failCache = (method) => {
        const { current: call } = lambda;
        const failure = fails(call?.plan.cache, method);
        if (failure && call) {
          call.delivery.cause = CACHE_FAILED;
          note(failure === 'error' ? 'cache answered an error' : 'cache was down');
        }
        return failure;
      };
      zapier.services.onCache = ({ method }) => {
        const { current: call } = lambda;
        if (!call || method !== 'zcache_set') return;
        call.writes += 1;
        if (call.plan.killedAt === (call.writes === 1 ? 'claim' : 'settle') && call.writes <= 2) {
          note(`process killed ${call.writes === 1 ? 'at its claim' : 'after its claim'}`);
          lambda.kill();
        }
      };
      for (const { emulator } of hooks) {
        emulator.fault = () => {
          const { current: call } = lambda;
          if (!call) return undefined;
          requests += 1;
          call.requests += 1;
          const fault = plan.api(call.delivery.name, call.number, call.requests, requests);
          if (fault) note(nameOf(fault));
          return fault;
        };
      }
    },
  };
};

/** What lets things go wrong. */
export type FaultInjector = ReturnType<typeof createFaultInjector>;
