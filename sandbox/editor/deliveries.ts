import { post, type Run, type Zap } from 'zapier-local';
import { rawOf } from '../attacks/raw.ts';
import { typeOf } from '../event-body.ts';
import type { Attempt } from '../providers/emulator.ts';
import { createAttacks } from './attacks.ts';
import { bodyOf } from './catalog.ts';
import { type Cause, createDelivery, type Delivery, toReplay } from './delivery.ts';
import { viewOf } from './delivery-view.ts';
import type { EditorSession } from './editor-session.ts';
import type { AttackResult, DeliveryView, Sent } from './protocol.ts';
import { UserError } from './user-error.ts';

const MAX_DELIVERIES = 200;

/** Sends events, attacks and replays, and keeps the deliveries. */
export const createDeliveries = (session: EditorSession) => {
  const { zapier } = session.sandbox;
  const attacks = createAttacks(session);
  const log: Delivery[] = [];
  let currentCause: Cause | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const show = async (delivery: Delivery): Promise<DeliveryView> => {
    const traces = delivery.run ? session.tracer.tracesOf(delivery.run.request) : [];
    const spec = await session.specOf(delivery.event.key);
    return viewOf(delivery, traces, spec, session.secrets);
  };
  const emit = async (delivery: Delivery) => session.emit({ kind: 'delivery', delivery: await show(delivery) });
  const add = (delivery: Delivery) => {
    log.push(delivery);
    if (log.length > MAX_DELIVERIES) log.shift();
    return emit(delivery);
  };

  zapier.onRun = (zap: Zap, run: Run) => {
    const known = log.find((delivery) => delivery.run === run);
    if (known) return void emit(known);
    const event = session.eventOf(zap.trigger);
    return void add(createDelivery({ zap, event, cause: currentCause, request: run.request, run, status: 200 }));
  };

  /** Adds the requests that Zapier rejected: they have no run. */
  const addRejected = async (attempts: readonly Pick<Attempt, 'request' | 'status'>[], cause: Cause) => {
    const zaps = [...session.entries.values()].map(({ zap }) => zap);
    for (const { request, status } of attempts) {
      const zap = zaps.find(({ url }) => request.url.startsWith(url));
      if (!zap || status === 200) continue;
      const event = session.eventOf(zap.trigger);
      await add(createDelivery({ zap, event, cause, request: rawOf(request), status }));
    }
  };

  /** Runs one task at a time, so that each delivery belongs to one cause. */
  const send = <T>(toCause: () => Cause, task: (cause: Cause) => Promise<T>): Promise<T> => {
    const done = queue.then(async () => {
      const cause = toCause();
      currentCause = cause;
      try {
        return await task(cause);
      } finally {
        currentCause = undefined;
      }
    });
    queue = done.catch(() => undefined);
    return done;
  };

  return {
    attacks: attacks.list,

    list: (): Promise<readonly DeliveryView[]> => Promise.all(log.map(show)),

    /** Makes the provider of a trigger send an event. */
    sendEvent: (trigger: string, body?: string): Promise<Sent> => {
      const event = session.eventOf(trigger);
      const type = typeOf(event);
      const toCause = () => ({ title: event.label, sent: type, sentAt: performance.now() });
      return send(toCause, async (cause) => {
        const attempts = await session.sandbox.provider(event.provider.key).send(type, body ?? bodyOf(event));
        if (attempts.length === 0) {
          throw new UserError('No Zap with this trigger is on, so nothing was sent. Publish one in the editor first.');
        }
        await addRejected(attempts, cause);
        return { statuses: attempts.map(({ status }) => status) };
      });
    },

    /** Simulates an attack on the Zap of a trigger. The last of its requests is the attack, the others prepare it. */
    attack: (trigger: string, name: string): Promise<AttackResult> => {
      const { why, expected } = attacks.find(trigger, name);
      const toCause = () => ({ title: name, sent: 'attack', why });
      return send(toCause, async (cause) => {
        const result = await attacks.run(trigger, name);
        const requests = log.filter((delivery) => delivery.cause === cause);
        const last = requests.at(-1);
        for (const delivery of requests) {
          delivery.cause =
            delivery === last
              ? { ...cause, expected, isAsExpected: result.isAsExpected }
              : { ...cause, title: `Preparation of “${name}”` };
          await emit(delivery);
        }
        return result;
      });
    },

    /** Sends a delivery again, byte for byte. */
    replay: (id: string): Promise<Sent> => {
      const delivery = log.find((one) => one.id === id);
      if (!delivery) throw new UserError(`Only the last ${MAX_DELIVERIES} deliveries are kept. Send the event again.`);
      const title = `Replay: ${(delivery.cause?.title ?? 'Received from outside').replace(/^Replay: /, '')}`;
      const toCause = () => ({ title, sent: 'replay', sentAt: performance.now() });
      return send(toCause, async (cause) => {
        const request = toReplay(delivery);
        const status = await post(request);
        await addRejected([{ request, status }], cause);
        return { statuses: [status] };
      });
    },
  };
};
