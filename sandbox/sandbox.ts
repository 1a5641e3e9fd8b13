import { fileURLToPath } from 'node:url';
import {
  type AppProcess,
  type Clock,
  type Connection,
  inChildProcess,
  realClock,
  type Zap,
  Zapier,
} from 'zapier-local';
import type { Integration } from '../integrations.ts';
import { integrations as all } from '../integrations.ts';
import type { Event } from '../triggers/define-event.ts';
import type { Emulator, Target } from './providers/emulator.ts';
import { emulators } from './providers/index.ts';

/** The built app. */
export const BUILT_APP = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** Settings of a sandbox. */
export interface SandboxOptions {
  readonly integrations?: readonly Integration[];
  readonly clock?: Clock;
  readonly port?: number;
  /** Runs the app. The default is the built app in a separate process. */
  readonly app?: AppProcess;
}

/** A local Zapier and emulators of the providers. */
export interface Sandbox {
  readonly zapier: Zapier;
  readonly clock: Clock;
  readonly app: AppProcess;
  readonly integrations: readonly Integration[];
  readonly events: readonly Event[];
  /** The emulator of a provider. */
  provider(key: string): Emulator;
  /** Connects an account of all providers, or of those with the given keys. */
  connect(keys?: readonly string[]): Promise<Connection>;
  /** Turns a Zap on. Adds its URL in the provider's settings if the app cannot subscribe. */
  turnOn(zap: Zap, event: Event): Promise<Target>;
  /** Turns a Zap off and removes its URL from the provider's settings. */
  turnOff(zap: Zap, event: Event): Promise<void>;
  close(): Promise<void>;
}

/** Starts a sandbox on the loopback. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { integrations = all, clock = realClock(), port, app = inChildProcess(BUILT_APP) } = options;
  const running = new Map<string, Emulator>();
  const closeEmulators = () => Promise.all([...running.values()].map((emulator) => emulator.close()));
  const startZapier = async (): Promise<Zapier> => {
    for (const { provider } of integrations) {
      const start = emulators[provider.key];
      if (!start)
        throw new Error(`The sandbox has no emulator of ${provider.label}. Add one to sandbox/providers/index.ts.`);
      running.set(provider.key, await start(clock));
    }
    const environment = Object.assign({}, ...[...running.values()].map((emulator) => emulator.environment));
    return Zapier.start({ app, clock, environment, ...(port !== undefined && { port }) });
  };
  // Servers that have started would keep the process alive.
  const zapier = await startZapier().catch(async (error: unknown) => {
    await Promise.all([closeEmulators(), app.close()]);
    throw error;
  });

  const provider = (key: string): Emulator => {
    const emulator = running.get(key);
    if (!emulator) throw new Error(`This sandbox has no emulator of ${key}`);
    return emulator;
  };
  const targetOf = (emulator: Emulator, zap: Zap) => emulator.targets.find(({ url }) => url.startsWith(zap.url));

  return {
    zapier,
    clock,
    app,
    integrations,
    events: integrations.flatMap(({ events }) => events),
    provider,
    connect: (keys = [...running.keys()]) =>
      zapier.connect(Object.assign({}, ...keys.map((key) => provider(key).credentials))),
    async turnOn(zap, event) {
      await zapier.turnOn(zap);
      const emulator = provider(event.provider.key);
      const target = targetOf(emulator, zap) ?? emulator.addTarget?.(zap.url, event.provider.verifier.scheme);
      if (!target) throw new Error(`${event.provider.label} has no webhook for ${zap.trigger}`);
      return target;
    },
    async turnOff(zap, event) {
      const outcome = await zapier.turnOff(zap);
      if (!outcome.ok) throw new Error(outcome.error.message);
      const emulator = provider(event.provider.key);
      const target = targetOf(emulator, zap);
      if (target) emulator.removeTarget?.(target.id);
    },
    async close() {
      await zapier.close();
      await closeEmulators();
    },
  };
};
