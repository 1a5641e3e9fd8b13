import type { Connection, Zap } from '../zapier/zaps.ts';
import { type AppError, errorText, toAppError } from './app-error.ts';
import { checkRun } from './check-run.ts';
import { Deliveries } from './deliveries.ts';
import { hasOperation, kindOf } from './describe-trigger.ts';
import { emulatedDeliveries } from './emulated-deliveries.ts';
import { holdInterrupts } from './interrupts.ts';
import type { OpenedApp } from './open-app.ts';
import { count, type Reporter } from './reporter.ts';
import type { RunPlan } from './run-plan.ts';
import type { Item, RunResult, Step } from './run-result.ts';

const FAILED: Readonly<Record<Step, string>> = {
  connect: 'Not connected',
  input: 'Input not complete',
  list: 'Listed nothing',
  subscribe: 'Not subscribed',
  send: 'No event was sent',
  unsubscribe: 'Not unsubscribed',
  check: 'Not checked',
};

/** Runs a trigger as a Zap does: connects, lists, subscribes, delivers, unsubscribes. A step that fails ends it or is reported. */
export class TriggerRun {
  readonly #opened: OpenedApp;
  readonly #plan: RunPlan;
  readonly #reporter: Reporter;
  readonly #result: RunResult;

  constructor(opened: OpenedApp, plan: RunPlan, reporter: Reporter) {
    this.#opened = opened;
    this.#plan = plan;
    this.#reporter = reporter;
    this.#result = {
      app: { version: opened.loaded.version },
      connection: null,
      list: [],
      subscription: null,
      hookUrl: null,
      deliveries: [],
      unsubscribed: null,
    };
  }

  /** Runs the steps. Failed ones are in the result. */
  async run(): Promise<RunResult> {
    const { zapier } = this.#opened;
    const { key, authData, isStrict, trigger } = this.#plan;
    const connection = await this.#attempt('connect', () => this.#opened.connect(authData));
    if (!connection) {
      if (Object.keys(authData).length === 0) this.#reporter.note('Pass credentials with --auth FILE.json.');
      return this.#result;
    }
    this.#result.connection = { label: connection.label };
    this.#reporter.done(connection.label === '' ? 'Connected' : `Connected: ${connection.label}`);
    const input = await this.#attempt('input', () =>
      zapier.fields.withDefaults(`triggers.${key}`, connection, this.#plan.input),
    );
    if (!input) {
      this.#reporter.note('Pass the values of fields with --input FILE.json.');
      return this.#result;
    }
    await this.#list(connection, input);
    const zap = zapier.createZap(key, connection, input);
    const isInterrupted =
      kindOf(trigger) !== 'polling' && (await holdInterrupts((signal) => this.#runHook(zap, signal)));
    if (isStrict && !isInterrupted) await this.#check(zap);
    return this.#result;
  }

  async #list(connection: Connection, input: Item): Promise<void> {
    const { zapier } = this.#opened;
    const { key, trigger, deliveries } = this.#plan;
    const isPolling = kindOf(trigger) === 'polling';
    if (!isPolling && !hasOperation(trigger, 'performList')) {
      this.#reporter.note('Listed nothing: the trigger has no performList. Zapier shows its sample instead.');
      return;
    }
    const list = await this.#attempt('list', () => zapier.list(key, connection, input));
    if (!list) return;
    this.#result.list = list;
    this.#reporter.done(`Listed ${count(list.length, 'item')}`);
    if (deliveries.length === 0) this.#showItems(list);
  }

  /** Returns whether it was interrupted. It unsubscribes in any case. */
  async #runHook(zap: Zap, signal: AbortSignal): Promise<boolean> {
    this.#result.hookUrl = zap.url;
    if (!(await this.#subscribe(zap))) return signal.aborted;
    const sent = new Deliveries(this.#opened, zap, this.#reporter);
    const stop = () => {
      // Otherwise the call of the process that ends here is repeated.
      zap.isOn = false;
      this.#opened.app.kill();
    };
    signal.addEventListener('abort', stop);
    await this.#deliver(zap, sent, signal);
    this.#result.deliveries = await sent.finish();
    signal.removeEventListener('abort', stop);
    await this.#unsubscribe(zap);
    return signal.aborted;
  }

  async #deliver(zap: Zap, sent: Deliveries, signal: AbortSignal): Promise<void> {
    const { deliveries, keep } = this.#plan;
    if (signal.aborted) return;
    const toSend =
      deliveries.length > 0 ? deliveries : await this.#attempt('send', () => emulatedDeliveries(this.#opened, zap));
    for (const delivery of toSend ?? []) {
      if (signal.aborted) return;
      await this.#attempt('send', () => sent.send(delivery));
    }
    if (!keep || signal.aborted) return;
    sent.watch();
    await keep(zap);
  }

  async #subscribe(zap: Zap): Promise<boolean> {
    const isOn = await this.#attempt('subscribe', async () => {
      await this.#opened.turnOn(zap);
      return true;
    });
    if (!isOn) return false;
    const isStatic = kindOf(this.#plan.trigger) === 'static';
    this.#result.subscription = zap.subscription ?? null;
    this.#reporter.done(
      isStatic ? 'Static webhook: users copy its URL' : `Subscribed: ${JSON.stringify(zap.subscription)}`,
    );
    this.#reporter.note(`Hook URL: ${zap.url}`);
    return true;
  }

  async #unsubscribe(zap: Zap): Promise<void> {
    const isOff = await this.#attempt('unsubscribe', async () => {
      await this.#opened.turnOff(zap);
      return true;
    });
    if (kindOf(this.#plan.trigger) === 'static') return;
    this.#result.unsubscribed = isOff === true;
    if (isOff) this.#reporter.done('Unsubscribed');
  }

  async #check(zap: Zap): Promise<void> {
    const checks = await this.#attempt('check', () =>
      checkRun(this.#opened, this.#plan, zap, this.#result, this.#reporter),
    );
    if (checks) this.#result.checks = checks;
  }

  #showItems(items: readonly Item[]): void {
    // Zapier's editor shows three as well.
    for (const item of items.slice(0, 3)) this.#reporter.payload(item);
    if (items.length > 3) this.#reporter.note(`${items.length - 3} more with --json`);
  }

  async #attempt<T>(step: Step, run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      this.#fail(step, toAppError(error));
      return undefined;
    }
  }

  #fail(step: Step, error: AppError): void {
    this.#result.errors = [...(this.#result.errors ?? []), { step, ...error }];
    this.#reporter.failed(`${FAILED[step]}: ${errorText(error)}`);
  }
}
