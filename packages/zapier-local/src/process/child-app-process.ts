import type { ChildAppProcess } from './app-process.ts';
import { createRouter, type NetworkRules } from './network/rules.ts';
import type { AppEvent, Outcome } from './outcome.ts';
import { RunningChild } from './running-child.ts';

const MAX_PRINTED = 10_000;
/** Zapier's limit for a call. */
const TIMEOUT_SECONDS = 30;

/** How the process of an app starts. */
export interface ChildProcessOptions extends Partial<NetworkRules> {
  /** Environment variables of the process. It inherits only `PATH`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node. */
  readonly execArgv?: readonly string[];
  /** The working folder of the process. */
  readonly folder?: string;
  /** The limit for a call: 30 as on Zapier, if it is not set. `Infinity` allows a debugger to stop the app. */
  readonly timeoutSeconds?: number;
  /** The limit for loading the app, before its first call: 30, if it is not set. */
  readonly loadTimeoutSeconds?: number;
}

/**
 * Runs an app in a separate process, one call at a time, as Zapier's servers do. The process only connects to this machine and to
 * the hosts in `allow` and `api`. It starts with the first call, and again after a call that ended it.
 *
 * @param app path of the app's entry (`dist/index.js`), or of the `zapierwrapper.js` in an unpacked zip
 */
export const inChildProcess = (app: string, options: ChildProcessOptions = {}): ChildAppProcess => {
  const { environment = {}, execArgv = [], folder, allow = [], api = {} } = options;
  const { timeoutSeconds = TIMEOUT_SECONDS, loadTimeoutSeconds = TIMEOUT_SECONDS } = options;
  // Here an option that cannot be used throws where it was passed.
  createRouter({ allow, api });
  const printed: string[] = [];
  let child: RunningChild | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  const start = (): RunningChild =>
    new RunningChild({
      app,
      folder,
      environment,
      execArgv,
      network: { allow, api },
      timeoutSeconds,
      loadTimeoutSeconds,
      onOutput: (text) => {
        printed.push(text);
        if (printed.length > MAX_PRINTED) printed.shift();
      },
    });

  const call = (event: AppEvent): Promise<Outcome> => {
    if (!child?.isAlive) child = start();
    return child.call(event);
  };

  const invoke = (event: AppEvent): Promise<Outcome> => {
    const outcome = queue.then(() => call(event));
    queue = outcome;
    return outcome;
  };

  return {
    printed,
    network: { allow, api },
    invoke,
    heap: async () => {
      const outcome = await invoke({ command: 'heap' });
      if (!outcome.ok) throw new Error(outcome.error.message);
      return Number(outcome.results);
    },
    kill: () => child?.kill(),
    close: async () => {
      await queue;
      await child?.close();
    },
  };
};
