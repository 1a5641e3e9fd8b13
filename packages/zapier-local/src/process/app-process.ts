import type { NetworkRules } from './network/rules.ts';
import type { AppEvent, Handler, Outcome } from './outcome.ts';
import { received, settle } from './settle.ts';

/** Runs an app as Zapier's servers do. */
export interface AppProcess {
  /** Calls the app's handler. Never rejects: every error is an outcome. */
  invoke(event: AppEvent): Promise<Outcome>;
  /** Kills the process during a call, as Zapier does after a timeout. The next call starts a new one. */
  kill(): void;
  /** The output of the process. */
  readonly printed: readonly string[];
  /** What the process may connect to besides this machine. The browser of OAuth 2 follows the same rules. */
  readonly network?: NetworkRules;
  close(): Promise<void>;
}

/** An app in a separate process. */
export interface ChildAppProcess extends AppProcess {
  /** Bytes on the heap after a garbage collection: needs the Node option `--expose-gc`. */
  heap(): Promise<number>;
}

/**
 * Runs a handler in this process: fast, and visible to coverage. It has no time limit and no limit of its network. Core sets the
 * app's environment variables in this process. Closing restores them.
 */
export const inThisProcess = (handler: Handler): AppProcess => {
  const replaced = new Map<string, string | undefined>();
  return {
    invoke: async (event) => {
      for (const name of Object.keys(event.environment ?? {}))
        if (!replaced.has(name)) replaced.set(name, process.env[name]);
      return received(await settle(handler, event));
    },
    kill: () => undefined,
    printed: [],
    close: async () => {
      for (const [name, value] of replaced) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
      replaced.clear();
    },
  };
};
