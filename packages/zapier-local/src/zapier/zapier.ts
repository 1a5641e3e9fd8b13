import { randomUUID } from 'node:crypto';
import { connect } from '../auth/connect.ts';
import { type SearchPage, SingleCalls } from '../calls/single-calls.ts';
import type { Clock } from '../clock.ts';
import { Fields } from '../fields/fields.ts';
import { createCallbacks } from '../hooks/callbacks.ts';
import { createIngress, type HookFault } from '../hooks/ingress.ts';
import { type OutgoingRequest, post } from '../hooks/post.ts';
import type { HookRequest } from '../hooks/request.ts';
import type { AppProcess } from '../process/app-process.ts';
import { createRouter } from '../process/network/rules.ts';
import type { HandlerError, Outcome } from '../process/outcome.ts';
import type { JsonObject } from '../records.ts';
import { listen } from '../server.ts';
import { createServices, type Services } from '../services/services.ts';
import { type ActionRun, ActionRuns, type ActionStep } from './action-runs.ts';
import { AppCalls } from './app-calls.ts';
import type { Bundle } from './bundle.ts';
import type { ActionName, Definition } from './definition.ts';
import { Hydration } from './hydration.ts';
import { LiveZaps } from './live-zaps.ts';
import type { Connection, Run, Zap } from './zaps.ts';

/** What a local Zapier runs, and with which settings. */
export interface ZapierOptions {
  /** The app, in a separate process or in this one. */
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
  readonly zaps: Map<string, Zap>;
  /** Whether the rate limit for webhooks applies; false for long runs on a virtual clock. */
  isLimited = true;
  /** Whether `bundle.meta.zap` is set. Zapier marks it as deprecated. */
  includesZapId = true;
  /** Makes the webhook endpoint fail. */
  failHook: (zap: Zap, request: HookRequest) => HookFault | undefined = () => undefined;
  /** Called when a request arrives and after each call of the app. */
  onRun: (zap: Zap, run: Run) => void = () => undefined;
  /** Called after the renewal of an expired subscription, with the error if it failed. */
  onRenewal: (zap: Zap, error?: HandlerError) => void = () => undefined;
  /** The forms of triggers, searches and creates. */
  readonly fields: Fields;
  readonly #options: ZapierOptions;
  readonly #close: () => Promise<void>;
  readonly #calls: AppCalls;
  readonly #zaps: LiveZaps;
  readonly #actions: ActionRuns;
  readonly #single: SingleCalls;
  readonly #hydration: Hydration;

  private constructor(options: ZapierOptions, url: string, services: Services, close: () => Promise<void>) {
    this.#options = options;
    this.url = url;
    this.services = services;
    this.#close = close;
    const { app, clock, environment } = options;
    const secret = randomUUID();
    this.#calls = new AppCalls(app, { ...environment, _ZAPIER_ONE_TIME_SECRET: secret }, url);
    this.fields = new Fields(this.#calls);
    this.#single = new SingleCalls(this.#calls);
    this.#hydration = new Hydration(this.#calls, secret, clock);
    this.#actions = new ActionRuns(this.#calls, clock, url);
    this.#zaps = new LiveZaps(this.#calls, clock, this);
    this.zaps = this.#zaps.all;
  }

  /** Starts the servers. */
  static async start(options: ZapierOptions): Promise<Zapier> {
    const services = createServices(options.clock);
    let zapier: Zapier | undefined;
    const ingress = createIngress(
      (id) => (zapier ? zapier.#zaps.hook(id) : undefined),
      options.clock,
      () => zapier?.isLimited ?? true,
    );
    services.app.route('/', ingress);
    services.app.route(
      '/',
      createCallbacks((id) => (zapier ? zapier.#actions.find(id) : undefined)),
    );
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

  /**
   * Connects an account as Zapier does: fills in defaults, opens the session or exchanges the code of OAuth 2, tests the connection and
   * asks for its label. Throws the error that the user would see.
   *
   * @param credentials what the user enters. With OAuth 2, an `access_token` makes the exchange unnecessary.
   */
  connect(credentials: Readonly<Record<string, unknown>> = {}): Promise<Connection> {
    const { app, environment } = this.#options;
    return connect(this.#calls, credentials, {
      redirectUri: `${this.url}/oauth/return`,
      route: createRouter(app.network ?? { allow: [], api: {} }),
      clientId: environment['CLIENT_ID'],
    });
  }

  /** Creates a Zap that is off. A static webhook's URL exists already. */
  createZap(trigger: string, connection: Connection, input: JsonObject = {}): Zap {
    return this.#zaps.create(trigger, connection, input, this.url);
  }

  /** Turns a Zap on. Throws the error that the user would see. */
  turnOn(zap: Zap): Promise<void> {
    return this.#zaps.turnOn(zap);
  }

  /** Turns a Zap off. Its URL then returns 410, even if the app fails to unsubscribe. */
  turnOff(zap: Zap): Promise<Outcome> {
    return this.#zaps.turnOff(zap);
  }

  /** “Test trigger” in the editor. Throws the error that the user would see. */
  test(zap: Zap): Promise<readonly JsonObject[]> {
    return this.#zaps.test(zap);
  }

  /**
   * The newest items of a trigger, as the Zap editor shows them: `perform` of a polling trigger, `performList` of a REST hook. Throws
   * the error that the user would see, also for items that Zapier cannot deduplicate.
   */
  list(trigger: string, connection: Connection, input: JsonObject = {}): Promise<readonly JsonObject[]> {
    return this.#single.list(trigger, connection, input);
  }

  /** The first page of a search, or the page with a token. Throws the error that the user would see. */
  search(key: string, connection: Connection, input: JsonObject = {}, pagingToken?: string): Promise<SearchPage> {
    return this.#single.search(key, connection, input, pagingToken);
  }

  /** One record by `performGet` of a search or create. Throws the error that the user would see. */
  get(action: ActionName, connection: Connection, input: JsonObject): Promise<JsonObject> {
    return this.#single.get(action, connection, input);
  }

  /** Runs an action. Throws the error that the Zap's history would show. */
  create(key: string, connection: Connection, input: JsonObject = {}): Promise<JsonObject> {
    return this.#single.create(key, connection, input);
  }

  /**
   * Runs an action or search as a step of a Zap that is on: a throttled call is repeated after its delay, and
   * `z.generateCallbackUrl()` returns a URL of this server, whose first request starts `performResume`. Resolves when the run has
   * ended or waits.
   */
  runStep(step: ActionStep, connection: Connection): Promise<ActionRun> {
    return this.#actions.start(step, connection);
  }

  /**
   * Replaces what `z.dehydrate` and `z.dehydrateFile` returned by the results of their hydrators, at any depth, as Zapier does
   * when a later step uses a value. Throws the error that the user would see.
   */
  hydrate(value: unknown, connection: Connection): Promise<unknown> {
    return this.#hydration.hydrate(value, connection);
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
    return this.#zaps.receive(zap, request);
  }

  /** Resolves when all deliveries and callbacks so far have been passed to the app. */
  async idle(): Promise<void> {
    await this.#zaps.idle();
    await this.#actions.idle();
  }

  /** Stops the servers and the app. */
  async close(): Promise<void> {
    await this.idle();
    await this.#options.app.close();
    await this.#close();
  }
}
