import type { LoadedApp } from '../app/load-app.ts';
import type { VirtualClock } from '../clock.ts';
import type { AppProcess } from '../process/app-process.ts';
import { startApp } from '../process/start-app.ts';
import { skewedClock } from '../skewed-clock.ts';
import { Zapier } from '../zapier/zapier.ts';
import { type Zap, ZapierError } from '../zapier/zaps.ts';
import type { Config } from './config.ts';
import { ConfigError } from './config-error.ts';
import type { RunningEmulator, StartEmulator } from './emulator.ts';
import type { Local } from './local.ts';

/** What to start. */
export interface LocalOptions<E extends RunningEmulator = RunningEmulator> {
  /** A loaded app; or a process, which has its own network rules, so that `allow`, `api` and the hosts of emulators do not apply. */
  readonly app: LoadedApp | AppProcess;
  readonly config?: Config<E>;
  /** The default is the machine's time, which can be advanced. */
  readonly clock?: VirtualClock;
  /** Environment variables of the app. They replace those of emulators. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The port of the webhook URLs. The default is a free one. */
  readonly port?: number;
  /** Hosts that the app may connect to. */
  readonly allow?: readonly string[];
  /** Stubs by host. They replace those of emulators. */
  readonly api?: Readonly<Record<string, string>>;
}

const startEmulator = async <E extends RunningEmulator>(start: StartEmulator<E>, clock: VirtualClock): Promise<E> => {
  try {
    return await start({ clock });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ConfigError(`An emulator of the configuration could not be started: ${message}`, { cause });
  }
};

/** Closes all, one after the other. An error does not keep the others running. */
const closeAll = async (all: readonly ({ close(): unknown } | undefined)[]): Promise<void> => {
  const errors: unknown[] = [];
  for (const one of all) {
    try {
      await one?.close();
    } catch (error) {
      errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
};

/**
 * Starts the emulators of a configuration, then a local Zapier with the app. If something fails, it stops what has started, also a
 * process that was passed to it.
 *
 * @example
 * const app = await loadApp('.');
 * const local = await startLocal({ app, config: await loadConfig('.') });
 * const zap = local.zapier.createZap('new_order', await local.connect());
 * await local.turnOn(zap);
 */
export const startLocal = async <E extends RunningEmulator = RunningEmulator>(
  options: LocalOptions<E>,
): Promise<Local<E>> => {
  const { app, config = {}, clock = skewedClock(), environment = {}, port, allow = [], api = {} } = options;
  const emulators: E[] = [];
  const joined = (key: 'environment' | 'hosts'): Record<string, string> =>
    Object.assign({}, ...emulators.map((emulator) => emulator[key]));
  let appProcess = 'invoke' in app ? app : undefined;

  const start = async (): Promise<readonly [AppProcess, Zapier]> => {
    for (const one of config.emulators ?? []) emulators.push(await startEmulator(one, clock));
    const all = { ...joined('environment'), ...environment };
    appProcess =
      'invoke' in app ? app : startApp(app, { environment: all, allow, api: { ...joined('hosts'), ...api } });
    const zapier = await Zapier.start({
      app: appProcess,
      clock,
      environment: all,
      ...(port !== undefined && { port }),
    });
    return [appProcess, zapier];
  };
  const [process, zapier] = await start().catch(async (error: unknown) => {
    await closeAll([appProcess, ...emulators.toReversed()]).catch(() => undefined);
    throw error;
  });
  let closing: Promise<void> | undefined;

  const emulatorOf = (zap: Zap) => emulators.find(({ triggers }) => triggers?.includes(zap.trigger));
  return {
    zapier,
    app: process,
    clock,
    emulators,
    emulatorOf,
    connect: (values = {}) => zapier.connect(Object.assign({}, ...emulators.map((one) => one.credentials), values)),
    async turnOn(zap) {
      await zapier.turnOn(zap);
      if (!zap.subscription) await emulatorOf(zap)?.connectWebhook?.(zap);
    },
    async turnOff(zap) {
      const isStatic = !zap.subscription;
      const outcome = await zapier.turnOff(zap);
      if (!outcome.ok) throw new ZapierError(outcome.error);
      if (isStatic) await emulatorOf(zap)?.removeWebhook?.(zap);
    },
    async createRequest(zap, event) {
      const emulator = emulatorOf(zap);
      const sent = event ?? emulator?.events?.(zap)[0];
      return sent && emulator?.createRequest?.(zap, sent);
    },
    close() {
      // Zapier closes the app.
      closing ??= closeAll([zapier, ...emulators.toReversed()]);
      return closing;
    },
  };
};
