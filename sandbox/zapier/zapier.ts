import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { listen } from '../server.ts';
import { AppCalls, type Bundle } from './app-calls.ts';
import type { Definition } from './definition.ts';
import { type HookFault, type HookRequest, makeIngress } from './ingress.ts';
import type { Lambda, Outcome } from './lambda.ts';
import { Runs } from './runs.ts';
import { createServices, type Services } from './services.ts';
import { type Connection, type Run, type Zap, ZapierError } from './zaps.ts';

/** Zapier hands on the parsed body as well, whatever it is; the app never reads it, but core looks whether it is there. */
const cleaned = (content: string): unknown => {
  try {
    return JSON.parse(content) ?? {};
  } catch {
    return {};
  }
};

/** What a sandbox's Zapier is made of. */
export interface ZapierOptions {
  readonly lambda: Lambda;
  readonly clock: Clock;
  /** Settings of the deployment, as `zapier-platform env:set` would set them. */
  readonly environment: Readonly<Record<string, string>>;
  readonly port?: number;
}

/**
 * A Zapier on this machine: it runs the app's real handler as Zapier's servers would, and gives it a public URL, a cache and a
 * log to talk to.
 */
export class Zapier {
  readonly url: string;
  readonly services: Services;
  readonly zaps = new Map<string, Zap>();
  /** False lifts the limit on hooks, for long runs on a clock that stands still. */
  isLimited = true;
  /** Whether `bundle.meta.zap` is there; Zapier calls it deprecated. */
  tellsZap = true;
  /** Asked about every request at the door: what goes wrong with it, if anything. */
  failHook: (zap: Zap, request: HookRequest) => HookFault | undefined = () => undefined;
  /** Hears of every run: when its request came in, and after each call of the app. */
  onRun: (zap: Zap, run: Run) => void = () => undefined;
  readonly #options: ZapierOptions;
  readonly #close: () => Promise<void>;
  readonly #calls: AppCalls;
  readonly #runs: Runs;

  private constructor(options: ZapierOptions, url: string, backstage: Services, close: () => Promise<void>) {
    this.#options = options;
    this.url = url;
    this.services = backstage;
    this.#close = close;
    this.#calls = new AppCalls(options.lambda, options.environment, url);
    this.#runs = new Runs({
      clock: options.clock,
      perform: (zap, run) => this.#perform(zap, run),
      onRun: (zap, run) => this.onRun(zap, run),
    });
  }

  /** Starts the servers. */
  static async start(options: ZapierOptions): Promise<Zapier> {
    const backstage = createServices(options.clock);
    let self: Zapier | undefined;
    const find = (id: string) => {
      const zap = self?.zaps.get(id);
      return (
        zap && {
          isOn: zap.isOn,
          accept: (request: HookRequest) => self?.receive(zap, request),
          fault: (request: HookRequest) => self?.failHook(zap, request),
        }
      );
    };
    backstage.app.route(
      '/',
      makeIngress(find, options.clock, () => self?.isLimited ?? true),
    );
    const server = await listen(backstage.app, options.port);
    self = new Zapier(options, server.url, backstage, server.close);
    return self;
  }

  /** Calls a method of the app, and renews the session once where the app asks for it. */
  call(method: string, bundle: Bundle, connection: Connection, run?: Run): Promise<Outcome> {
    return this.#calls.call(method, bundle, connection, run);
  }

  /** What Zapier reads once, when an app is pushed. */
  definition(): Promise<Definition> {
    return this.#calls.definition();
  }

  /** Connects an account: opens the session, tests it and asks for its label. Throws what the user would see. */
  async connect(authData: Readonly<Record<string, string>>): Promise<Connection> {
    const connection = { id: randomUUID(), label: '', authData };
    const opened = await this.#calls.openSession(connection);
    if (!opened.ok) throw new ZapierError(opened.error);
    await this.#calls.results('authentication.test', {}, connection);
    const label = await this.#calls.results('authentication.connectionLabel', {}, connection);
    return Object.assign(connection, { label: String(label) });
  }

  /** Makes a Zap. It is off; a static webhook has its URL from now on. */
  createZap(trigger: string, connection: Connection, input: Readonly<Record<string, unknown>> = {}): Zap {
    const id = randomUUID();
    const zap: Zap = { id, trigger, connection, input, url: `${this.url}/hooks/${id}`, isOn: false, runs: [] };
    this.zaps.set(id, zap);
    return zap;
  }

  /** Turns a Zap on. Throws what the user would see. */
  async turnOn(zap: Zap): Promise<void> {
    const { performSubscribe } = (await this.definition()).triggers[zap.trigger]?.operation ?? {};
    zap.isOn = true;
    if (!performSubscribe) return;
    try {
      const results = await this.#calls.results(
        `triggers.${zap.trigger}.operation.performSubscribe`,
        this.#bundle(zap),
        zap.connection,
      );
      zap.subscription = { ...Object(results) };
    } catch (error) {
      zap.isOn = false;
      throw error;
    }
  }

  /** Turns a Zap off: whatever the app says to it, the URL is gone afterwards. */
  async turnOff(zap: Zap): Promise<Outcome> {
    zap.isOn = false;
    const { performUnsubscribe } = (await this.definition()).triggers[zap.trigger]?.operation ?? {};
    if (!performUnsubscribe) return { ok: true, results: {} };
    return this.call(`triggers.${zap.trigger}.operation.performUnsubscribe`, this.#bundle(zap), zap.connection);
  }

  /** “Test trigger” in the editor. */
  async test(zap: Zap): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const { subscribeData, ...bundle } = this.#bundle(zap);
    const results = await this.#calls.results(`triggers.${zap.trigger}.operation.performList`, bundle, zap.connection);
    return Array.isArray(results) ? results : [];
  }

  /** Runs a create. Throws what would stand in the Zap's history. */
  async create(key: string, connection: Connection, inputData: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.#calls.results(`creates.${key}.operation.perform`, { inputData, meta: {} }, connection);
  }

  /** Takes a request to a hook in: one after the other, as one of Zapier's processes would. */
  receive(zap: Zap, request: HookRequest): Run {
    return this.#runs.receive(zap, request);
  }

  /** Resolves when every request so far has been handed to the app. */
  idle(): Promise<void> {
    return this.#runs.idle();
  }

  /** Stops the servers and the app. */
  async close(): Promise<void> {
    await this.idle();
    await this.#options.lambda.close();
    await this.#close();
  }

  #perform(zap: Zap, run: Run): Promise<Outcome> {
    const bundle = { ...this.#bundle(zap), rawRequest: run.request, cleanedRequest: cleaned(run.request.content) };
    return this.call(`triggers.${zap.trigger}.operation.perform`, bundle, zap.connection, run);
  }

  #bundle(zap: Zap) {
    return {
      inputData: zap.input,
      targetUrl: zap.url,
      ...(zap.subscription && { subscribeData: zap.subscription }),
      meta: this.tellsZap ? { zap: { id: zap.id } } : {},
    };
  }
}
