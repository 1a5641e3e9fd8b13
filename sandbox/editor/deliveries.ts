import { typeOf } from '../attacks/delivery.ts';
import type { VirtualClock } from '../clock.ts';
import { type Attempt, post } from '../providers/emulator.ts';
import type { Run, Zap } from '../zapier/zaps.ts';
import { makeAttacks } from './attacks.ts';
import { bodyOf } from './catalog.ts';
import { again, asHookRequest, type Cause, type Delivery, makeDelivery, viewOf } from './delivery.ts';
import { type EditorSession, Refused } from './editor-session.ts';
import type { AttackResult, DeliveryView, Sent } from './protocol.ts';

const MOST_DELIVERIES = 200;

const NOBODY = 'No Zap with this trigger is on, so nothing was sent. Turn one on in the editor first.';

/** Sends events and attacks, and keeps what became of them. */
export const createDeliveries = (desk: EditorSession, clock: VirtualClock) => {
  const { zapier } = desk.sandbox;
  const attacks = makeAttacks(desk, clock);
  const log: Delivery[] = [];
  /** What the page is sending now. */
  let underway: Cause | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const show = async (delivery: Delivery): Promise<DeliveryView> => {
    const traces = delivery.run ? desk.watch.tracesOf(delivery.run.request) : [];
    return viewOf(delivery, traces, await desk.expectedOf(delivery.event.key), desk.secrets);
  };
  const tell = async (delivery: Delivery) => desk.tell({ kind: 'delivery', delivery: await show(delivery) });
  const keep = (delivery: Delivery) => {
    log.push(delivery);
    if (log.length > MOST_DELIVERIES) log.shift();
    return tell(delivery);
  };

  zapier.onRun = (zap: Zap, run: Run) => {
    const known = log.find((delivery) => delivery.run === run);
    if (known) return void tell(known);
    const event = desk.eventOf(zap.trigger);
    return void keep(makeDelivery({ zap, event, cause: underway, request: run.request, run, status: 200 }));
  };

  const zapAt = (url: string): Zap | undefined =>
    [...desk.held.values()].map(({ zap }) => zap).find((zap) => url.startsWith(zap.url));

  // What a hook turns away never becomes a run.
  const noteTurnedAway = async (attempts: readonly Pick<Attempt, 'request' | 'status'>[], cause: Cause) => {
    for (const { request, status } of attempts) {
      const zap = zapAt(request.url);
      if (!zap || status === 200) continue;
      await keep(
        makeDelivery({ zap, event: desk.eventOf(zap.trigger), cause, request: asHookRequest(request), status }),
      );
    }
  };

  /** Sends one thing after the other, so that whatever comes meanwhile comes of it. */
  const send = <T>(words: Cause, task: (cause: Cause) => Promise<T>): Promise<T> => {
    const done = queue.then(async () => {
      // An attack may take several requests, so only the others are sent when they begin.
      const cause: Cause = words.why === undefined ? { ...words, sentAt: performance.now() } : words;
      underway = cause;
      try {
        return await task(cause);
      } finally {
        underway = undefined;
      }
    });
    queue = done.catch(() => undefined);
    return done;
  };

  return {
    attacks: attacks.list,

    deliveries: (): Promise<readonly DeliveryView[]> => Promise.all(log.map(show)),

    /** Lets the provider of a trigger send an event. */
    fire: (trigger: string, body?: string): Promise<Sent> => {
      const event = desk.eventOf(trigger);
      const type = typeOf(event);
      return send({ title: event.label, sent: type }, async (cause) => {
        const attempts = await desk.sandbox.provider(event.provider.key).send(type, body ?? bodyOf(event));
        if (attempts.length === 0) throw new Refused(NOBODY);
        await noteTurnedAway(attempts, cause);
        return { statuses: attempts.map(({ status }) => status) };
      });
    },

    /** Plays an attack on the Zap of a trigger. */
    attack: (trigger: string, name: string): Promise<AttackResult> => {
      const { why, expected } = attacks.find(trigger, name);
      return send({ title: name, sent: 'attack', why }, async (cause) => {
        const result = await attacks.play(trigger, name);
        const requests = log.filter((delivery) => delivery.cause === cause);
        const last = requests.at(-1);
        for (const delivery of requests) {
          delivery.cause =
            delivery === last
              ? { ...cause, expected, isAsExpected: result.isAsExpected }
              : { ...cause, title: `Before “${name}”` };
          await tell(delivery);
        }
        return result;
      });
    },

    /** Sends a delivery once more, byte for byte. */
    replay: (id: string): Promise<Sent> => {
      const delivery = log.find((one) => one.id === id);
      if (!delivery) throw new Refused('That delivery is no longer kept.');
      const { title = 'From outside' } = delivery.cause ?? {};
      return send({ title: `Replay: ${title.replace(/^Replay: /, '')}`, sent: 'replay' }, async (cause) => {
        const request = again(delivery);
        const status = await post(request);
        await noteTurnedAway([{ request, status }], cause);
        return { statuses: [status] };
      });
    },
  };
};

/** What sends. */
export type Deliveries = ReturnType<typeof createDeliveries>;
