import {
  type AppProcess,
  type Connection,
  inThisProcess,
  type Run,
  type VirtualClock,
  virtualClock,
  type Zap,
} from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { bodyOf, typeOf } from '../../sandbox/event-body.ts';
import type { Emulator, SignedRequest, Target } from '../../sandbox/providers/emulator.ts';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { firstSubjects, inputOf } from '../../sandbox/subjects.ts';
import type { Event } from '../../triggers/define-event.ts';
import { captureConsole } from './console.ts';

export { bodyOf, typeOf };

/** One sender is enough for behaviour that does not depend on the signature. */
const withSender = (list: readonly Event[]): readonly Event[] => firstSubjects(list).map(({ event }) => event);

/** Every event of every provider, with a sender where its provider has several. */
export const events = withSender(integrations.flatMap((integration) => integration.events));

/** The first event of each provider, for behaviour that does not depend on the event. */
export const oneOfEach = withSender(integrations.flatMap((integration) => integration.events.slice(0, 1)));

/** Finds an event by its key. */
export const eventOf = (key: string): Event => {
  const found = events.find((event) => event.key === key);
  if (!found) throw new Error(`There is no trigger ${key}`);
  return found;
};

/** The app's source code in core's handler, which Zapier's servers run. */
export const sourceApp = (): AppProcess => inThisProcess(createAppHandler(createApp(integrations)));

/** A Zap that is on, and the provider's webhook for it. */
export interface Live {
  readonly zap: Zap;
  readonly target: Target;
}

/** A sandbox for the tests of one file, with one connection for all providers. */
export interface Bench {
  readonly sandbox: Sandbox;
  readonly clock: VirtualClock;
  readonly connection: Connection;
  /** What the app has printed. */
  readonly printed: readonly string[];
  /** The emulator of an event's provider. */
  emulator(event: Event): Emulator;
  /** Creates a Zap and turns it on. */
  live(event: Event, input?: Readonly<Record<string, unknown>>): Promise<Live>;
  /** Sends a request to a Zap and returns its run. */
  deliver(zap: Zap, request: SignedRequest): Promise<Run>;
  /** Signs a body as the provider does and sends it to a Zap. */
  send(event: Event, live: Live, body: string): Promise<Run>;
}

const makeBench = (sandbox: Sandbox, clock: VirtualClock, connection: Connection, printed: string[]): Bench => {
  const bench: Bench = {
    sandbox,
    clock,
    connection,
    printed,
    emulator: ({ provider }) => sandbox.provider(provider.key),
    async live(event, input) {
      const zap = sandbox.zapier.createZap(event.key, connection, { ...inputOf(event), ...input });
      return { zap, target: await sandbox.turnOn(zap) };
    },
    deliver: (zap, request) => sandbox.zapier.deliver(zap, request),
    send: (event, { zap, target }, body) => bench.deliver(zap, bench.emulator(event).sign(target, typeOf(event), body)),
  };
  return bench;
};

/** Starts a sandbox before the tests of a file and stops it after them. */
export const openBench = (makeApp: () => AppProcess | Promise<AppProcess> = sourceApp): Bench => {
  let printed: string[] = [];
  let bench: Bench | undefined;
  let started: Sandbox | undefined;

  beforeAll(async () => {
    printed = captureConsole();
    const clock = virtualClock();
    const sandbox = await startSandbox({ clock, app: await makeApp() });
    started = sandbox;
    sandbox.zapier.isLimited = false;
    bench = makeBench(sandbox, clock, await sandbox.connect(), printed);
  });

  // A fault must not affect the next test.
  afterEach(() => {
    for (const { provider } of integrations) if (bench) bench.sandbox.provider(provider.key).fault = () => undefined;
    if (bench) Object.assign(bench.sandbox.zapier, { failHook: () => undefined, includesZapId: true });
    if (bench) Object.assign(bench.sandbox.zapier.services, { failCache: () => false, onCache: () => undefined });
    printed.length = 0;
  });

  afterAll(async () => {
    await started?.close();
    jest.restoreAllMocks();
  });

  // Test files use the bench before the sandbox has started, so this looks it up on each access.
  return new Proxy<Bench>(Object.create(null), {
    get: (_target, name) => {
      if (!bench) throw new Error('The sandbox runs only inside tests');
      return Reflect.get(bench, name);
    },
  });
};
