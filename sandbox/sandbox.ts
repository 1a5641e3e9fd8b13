import { fileURLToPath } from 'node:url';
import {
  type AppProcess,
  type Connection,
  inChildProcess,
  type Local,
  startLocal,
  type VirtualClock,
  type Zap,
  type Zapier,
} from 'zapier-local';
import type { Integration } from '../integrations.ts';
import { integrations as all } from '../integrations.ts';
import type { Event } from '../triggers/define-event.ts';
import { emulatorsOf, type ProviderEmulator, targetOf } from './emulators.ts';
import type { Emulator, Target } from './providers/emulator.ts';

/** The built app. */
export const BUILT_APP = fileURLToPath(new URL('../dist/index.js', import.meta.url));

/** Settings of a sandbox. */
export interface SandboxOptions {
  readonly integrations?: readonly Integration[];
  readonly clock?: VirtualClock;
  /** Runs the app. The default is the built app in a separate process. */
  readonly app?: AppProcess;
}

/** A local Zapier and emulators of the providers. */
export interface Sandbox {
  readonly local: Local<ProviderEmulator>;
  readonly zapier: Zapier;
  readonly clock: VirtualClock;
  readonly app: AppProcess;
  readonly integrations: readonly Integration[];
  readonly events: readonly Event[];
  /** The emulator of a provider. */
  provider(key: string): Emulator;
  /** Connects an account of all providers, or of those with the given keys. */
  connect(keys?: readonly string[]): Promise<Connection>;
  /** Turns a Zap on. Returns the provider's webhook for it. */
  turnOn(zap: Zap): Promise<Target>;
  turnOff(zap: Zap): Promise<void>;
  close(): Promise<void>;
}

/** The sandbox of a local Zapier with emulators of providers. */
export const sandboxOf = (local: Local<ProviderEmulator>): Sandbox => {
  const { zapier, clock, app, emulators } = local;
  const integrations = emulators.map(({ integration }) => integration);
  const provider = (key: string): Emulator => {
    const emulator = emulators.find((one) => one.key === key);
    if (!emulator) throw new Error(`This sandbox has no emulator of ${key}`);
    return emulator;
  };
  return {
    local,
    zapier,
    clock,
    app,
    integrations,
    events: integrations.flatMap(({ events }) => events),
    provider,
    connect: (keys) =>
      keys ? zapier.connect(Object.assign({}, ...keys.map((key) => provider(key).credentials))) : local.connect(),
    async turnOn(zap) {
      await local.turnOn(zap);
      const emulator = local.emulatorOf(zap);
      if (!emulator) throw new Error(`No provider sends events to ${zap.trigger}`);
      return targetOf(emulator, zap);
    },
    turnOff: local.turnOff,
    close: local.close,
  };
};

/** Starts a sandbox on the loopback. */
export const startSandbox = async (options: SandboxOptions = {}): Promise<Sandbox> => {
  const { integrations = all, clock, app = inChildProcess(BUILT_APP) } = options;
  const config = { emulators: emulatorsOf(integrations) };
  return sandboxOf(await startLocal({ app, config, ...(clock && { clock }) }));
};
