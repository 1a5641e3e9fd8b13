import type { AppEvent, HookRequest, Zap } from 'zapier-local';
import { isRecord } from '../../schema/json.ts';
import type { Fault } from '../providers/faults.ts';
import type { Sandbox } from '../sandbox.ts';
import type { Cause, Delivery, DeliveryLog } from './delivery-log.ts';
import { faultyProcess } from './faulty-process.ts';
import type { CacheFault, Plan } from './plan.ts';
import { eventIn, type Hook, isForged } from './traffic.ts';

const CACHE_FAILED: Cause = 'the cache failed';
const NO_ZAP_ID: Cause = 'Zapier did not send the ID of the Zap';

/** The name of an API fault in the report. */
const nameOf = ({ status, body, delay = 0, cutOff }: Fault): string => {
  if (cutOff) return 'API response cut off';
  if (delay > 1000) return 'API timed out';
  if (delay > 0) return 'API slow';
  return status === 200 && typeof body === 'string' ? 'API returned a web page' : `API returned ${status}`;
};

const fails = (fault: CacheFault | undefined, method: string): boolean | 'error' => {
  if (fault === 'down') return true;
  const applies = fault === 'error' || fault === (method === 'zcache_get' ? 'no reads' : 'no writes');
  return applies ? 'error' : false;
};

/** Makes calls fail as planned, and counts the faults. */
export const createFaultInjector = (app: string, plan: Plan, log: DeliveryLog) => {
  const counts: Record<string, number> = {};
  const note = (fault: string): void => {
    counts[fault] = (counts[fault] ?? 0) + 1;
  };
  let requests = 0;

  const deliveryOf = ({ method = '', bundle = {} }: AppEvent): Delivery | undefined => {
    const raw = bundle['rawRequest'];
    if (!isRecord(raw) || isForged(raw['headers'])) return undefined;
    const event = eventIn(raw['content']);
    return event === undefined ? undefined : log.find(`${event} ${method.split('.')[1]}`);
  };

  const appProcess = faultyProcess(app, {
    deliveryOf,
    plan(delivery, number, { bundle = {} }) {
      const call = plan.call(delivery.name, delivery.event, number);
      // The ID of a subscription also identifies the Zap.
      if (call.isWithoutZapId && !bundle['subscribeData']) delivery.cause ??= NO_ZAP_ID;
      return call;
    },
    onEnd({ plan: { cache, killedAt }, delivery }, error) {
      if (error) note(`call ended with ${error}`);
      if (killedAt === 'result') note('process killed before its result arrived');
      // Zapier retries only once, so a delivery may be deferred only if the cache stores that.
      if (error === 'ThrottledError' && cache && cache !== 'no reads') delivery.isUnsafelyDeferred = true;
    },
  });

  const failHook =
    (resending: ReadonlySet<string>) =>
    (zap: Zap, { headers, content }: HookRequest) => {
      const event = eventIn(content);
      if (isForged(headers) || event === undefined || !resending.has(zap.id)) return undefined;
      const delivery = log.find(`${event} ${zap.trigger}`);
      delivery.requests += 1;
      const fault = plan.hook(event, delivery.requests);
      if (fault) note(fault.isReceived ? 'request accepted, response lost' : `request refused with ${fault.status}`);
      return fault;
    };

  return {
    app: appProcess,
    counts,
    /** Starts to inject faults. */
    start({ zapier }: Sandbox, hooks: readonly Hook[]): void {
      zapier.failHook = failHook(new Set(hooks.filter(({ emulator }) => emulator.resends).map(({ zap }) => zap.id)));
      zapier.services.failCache = (method) => {
        const call = appProcess.current;
        const failure = fails(call?.plan.cache, method);
        if (failure && call) {
          call.delivery.cause = CACHE_FAILED;
          note(failure === 'error' ? 'cache returned an error' : 'cache unavailable');
        }
        return failure;
      };
      zapier.services.onCache = ({ method }) => {
        const call = appProcess.current;
        if (!call || method !== 'zcache_set') return;
        call.writes += 1;
        if (call.plan.killedAt !== 'write' || call.writes > 1) return;
        note('process killed at its first write to the cache');
        call.delivery.isKilled = true;
        appProcess.kill();
      };
      for (const { emulator } of hooks) {
        emulator.fault = () => {
          const call = appProcess.current;
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

/** Makes calls fail as planned. */
export type FaultInjector = ReturnType<typeof createFaultInjector>;
