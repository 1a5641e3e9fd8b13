import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { createIngress, type Hook, type HookFault } from '../hooks/ingress.ts';
import { type OutgoingRequest, post } from '../hooks/post.ts';
import type { HookRequest } from '../hooks/request.ts';
import type { AppProcess } from '../process/app-process.ts';
import type { Outcome } from '../process/outcome.ts';
import { listen } from '../server.ts';
import { createServices, type Services } from '../services/services.ts';
import { AppCalls, type Bundle } from './app-calls.ts';
import type { Definition } from './definition.ts';
import { Runs } from './runs.ts';
import { TriggerCalls } from './trigger-calls.ts';
import { type Connection, type Run, type Zap, ZapierError } from './zaps.ts';

/** What a local Zapier runs, and with which settings. */
export interface ZapierOptions {
  /** The app, in a process of its own or in this one. */
  readonly app: AppProcess;
  readonly clock: Clock;
  /** Environment variables of the app, as `zapier-platform env:set` sets them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly port?: number;
}

/** A local Zapier: runs the app's real handler as Zapier's servers do, with webhook URLs, a cache and a log. */
export class Zapier {
  readonly url: string;
  readonly services: Services;
  readonly zaps = new Map<string, Zap>();
  /** Whether the rate limit for webhooks applies; false for long runs on a virtual clock. */
  isLimited = true;
  /** Whether `bundle.meta.zap` is set. Zapier marks it as deprecated. */
  includesZapId = true;
  /** Makes the webhook endpoint fail. */
  failHook: (zap: Zap, request: HookRequest) => HookFault | undefined = () => undefined;
  /** Called when a request arrives and after each call of the app. */
  onRun: (zap: Zap, run: Run) => void = () => undefined;
  readonly #options: ZapierOptions;
  readonly #close: () => Promise<void>;
  readonly #calls: AppCalls;
  readonly #triggers: TriggerCalls;
  readonly #runs: Runs;

  private constructor(options: ZapierOptions, url: string, services: Services, close: () => Promise<void>) {
    this.#options = options;
    this.url = url;
    this.services = services;
    this.#close = close;
    this.#calls = new AppCalls(options.app, options.environment, url);
    this.#triggers = new TriggerCalls(this.#calls, () => this.includesZapId);
    this.#runs = new Runs({
      clock: options.clock,
      perform: (zap, run) => this.#triggers.perform(zap, run),
      onRun: (zap, run) => this.onRun(zap, run),
    });
  }

  /** Starts the servers. */
  static async start(options: ZapierOptions): Promise<Zapier> {
    const services = createServices(options.clock);
    let zapier: Zapier | undefined;
    const ingress = createIngress(
      (id) => (zapier ? zapier.#hook(id) : undefined),
      options.clock,
      () => zapier?.isLimited ?? true,
    );
    services.app.route('/', ingress);
    const server = await listen(services.app, options.port);
    zapier = new Zapier(options, server.url, services, server.close);
    return zapier;
  }

  /** Calls a method of the app, and renews the session once if the app asks for it. */
  call(method: string, bundle: Bundle, connection: Connection, run?: Run): Promise<Outcome> {
    return this.#calls.call(method, bundle, connection, run);
  }

  /** The app's definition, as Zapier reads it when an app is pushed. */
  definition(): Promise<Definition> {
    return this.#calls.definition();
  }

  /** Connects an account: opens the session, tests it and asks for its label. Throws the error that the user would see. */
  async connect(authData: Readonly<Record<string, string>>): Promise<Connection> {
    const connection = { id: randomUUID(), label: '', authData };
    const opened = await this.#calls.openSession(connection);
    if (!opened.ok) throw new ZapierError(opened.error);
    await this.#calls.results('authentication.test', {}, connection);
    const label = await this.#calls.results('authentication.connectionLabel', {}, connection);
    return Object.assign(connection, { label: String(label) });
  }

  /** Creates a Zap that is off. A static webhook's URL exists already. */
  createZap(trigger: string, connection: Connection, input: Readonly<Record<string, unknown>> = {}): Zap {
    const id = randomUUID();
    const zap: Zap = { id, trigger, connection, input, url: `${this.url}/hooks/${id}`, isOn: false, runs: [] };
    this.zaps.set(id, zap);
    return zap;
  }

  /** Turns a Zap on. Throws the error that the user would see. */
  async turnOn(zap: Zap): Promise<void> {
    // A provider may send an event before the app has returned the subscription.
    zap.isOn = true;
    try {
      const subscription = await this.#triggers.subscribe(zap);
      if (subscription) zap.subscription = subscription;
    } catch (error) {
      zap.isOn = false;
      throw error;
    }
  }

  /** Turns a Zap off. Its URL then returns 410, even if the app fails to unsubscribe. */
  turnOff(zap: Zap): Promise<Outcome> {
    zap.isOn = false;
    return this.#triggers.unsubscribe(zap);
  }

  /** “Test trigger” in the editor. Throws the error that the user would see. */
  async test(zap: Zap): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const outcome = await this.#triggers.list(zap);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return Array.isArray(outcome.results) ? outcome.results : [];
  }

  /** Runs an action. Throws the error that the Zap's history would show. */
  async create(key: string, connection: Connection, inputData: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#calls.results(`creates.${key}.operation.perform`, { inputData, meta: {} }, connection);
  }

  /** Sends a request to a Zap's webhook URL and waits for its run. Throws if the request is not accepted. */
  async deliver(zap: Zap, request: OutgoingRequest): Promise<Run> {
    const before = zap.runs.length;
    const status = await post(request);
    await this.idle();
    const run = zap.runs[before];
    if (!run) throw new Error(`Zapier answered ${status} and started no run`);
    return run;
  }

  /** Queues a delivery to a Zap. */
  receive(zap: Zap, request: HookRequest): Run {
    return this.#runs.receive(zap, request);
  }

  /** Resolves when all deliveries so far have been passed to the app. */
  idle(): Promise<void> {
    return this.#runs.idle();
  }

  /** Stops the servers and the app. */
  async close(): Promise<void> {
    await this.idle();
    await this.#options.app.close();
    await this.#close();
  }

  #hook(id: string): Hook | undefined {
    const zap = this.zaps.get(id);
    return (
      zap && {
        isOn: zap.isOn,
        accept: (request) => void this.receive(zap, request),
        fault: (request) => this.failHook(zap, request),
      }
    );
  }
}
