import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { Hook, HookFault } from '../hooks/ingress.ts';
import type { HookRequest } from '../hooks/request.ts';
import type { HandlerError, Outcome } from '../process/outcome.ts';
import type { JsonObject } from '../records.ts';
import type { AppCalls } from './app-calls.ts';
import { toItems } from './results.ts';
import { Runs } from './runs.ts';
import { Subscriptions } from './subscriptions.ts';
import { methodOf, TriggerCalls } from './trigger-calls.ts';
import { type Connection, type Run, type Zap, ZapierError } from './zaps.ts';

/** What Zaps report, and the settings that can change while they are on. */
export interface ZapListener {
  readonly includesZapId: boolean;
  failHook(zap: Zap, request: HookRequest): HookFault | undefined;
  onRun(zap: Zap, run: Run): void;
  onRenewal(zap: Zap, error?: HandlerError): void;
}

/** Zaps that start with a hook trigger: turns them on and off, and passes them deliveries. */
export class LiveZaps {
  readonly all = new Map<string, Zap>();
  readonly #listener: ZapListener;
  readonly #triggers: TriggerCalls;
  readonly #subscriptions: Subscriptions;
  readonly #runs: Runs;

  constructor(calls: AppCalls, clock: Clock, listener: ZapListener) {
    this.#listener = listener;
    const triggers = new TriggerCalls(calls, () => listener.includesZapId);
    this.#triggers = triggers;
    this.#subscriptions = new Subscriptions({
      triggers,
      clock,
      onRenewal: (zap, error) => listener.onRenewal(zap, error),
    });
    this.#runs = new Runs({
      clock,
      perform: (zap, run) => triggers.perform(zap, run),
      onRun: (zap, run) => listener.onRun(zap, run),
    });
  }

  /** Creates a Zap that is off. */
  create(trigger: string, connection: Connection, input: JsonObject, baseUrl: string): Zap {
    const id = randomUUID();
    const zap: Zap = { id, trigger, connection, input, url: `${baseUrl}/hooks/${id}`, isOn: false, runs: [] };
    this.all.set(id, zap);
    return zap;
  }

  /** Turns a Zap on. Throws the error that the user would see. */
  async turnOn(zap: Zap): Promise<void> {
    // A provider may send an event before the app has returned the subscription.
    zap.isOn = true;
    try {
      await this.#subscriptions.subscribe(zap);
    } catch (error) {
      zap.isOn = false;
      throw error;
    }
  }

  turnOff(zap: Zap): Promise<Outcome> {
    zap.isOn = false;
    return this.#subscriptions.unsubscribe(zap);
  }

  /** “Test trigger” in the editor. Throws the error that the user would see. */
  async test(zap: Zap): Promise<readonly JsonObject[]> {
    const outcome = await this.#triggers.list(zap);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    const checked = toItems(methodOf(zap, 'performList'), outcome.results);
    if ('error' in checked) throw new ZapierError(checked.error);
    return checked.value;
  }

  /** Queues a delivery to a Zap. */
  receive(zap: Zap, request: HookRequest): Run {
    return this.#runs.receive(zap, request);
  }

  /** Resolves when all deliveries so far have been passed to the app. */
  idle(): Promise<void> {
    return this.#runs.idle();
  }

  /** The webhook URL of a Zap. */
  hook(id: string): Hook | undefined {
    const zap = this.all.get(id);
    return (
      zap && {
        isOn: zap.isOn,
        accept: (request) => void this.receive(zap, request),
        pause: () => {
          zap.isOn = false;
        },
        fault: (request) => this.#listener.failHook(zap, request),
      }
    );
  }
}
