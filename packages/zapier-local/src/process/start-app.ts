import type { LoadedApp } from '../app/load-app.ts';
import type { ChildAppProcess } from './app-process.ts';
import { inChildProcess } from './child-app-process.ts';
import type { NetworkRules } from './network/rules.ts';

/** How a loaded app runs. */
export interface StartOptions extends NetworkRules {
  /** Environment variables, as `zapier-platform env:set` sets them. They are set before the app is imported. */
  readonly environment: Readonly<Record<string, string>>;
  /** The limit for a call: 30 as on Zapier, if it is not set. */
  readonly timeoutSeconds?: number;
  /** The limit for loading the app, before its first call: 30, if it is not set. */
  readonly loadTimeoutSeconds?: number;
  /** Options of Node, such as `--inspect`. */
  readonly execArgv?: readonly string[];
}

/** Zapier's servers use this time zone. */
const DEFAULTS = { TZ: 'UTC' };

/**
 * Runs a loaded app in a separate process. Throws an OptionError if `allow` or `api` cannot be used. Close it before the app.
 *
 * @example
 * const app = await loadApp('.');
 * const started = startApp(app, { environment: {}, allow: [], api: { 'api.example.com': 'http://localhost:3000' } });
 * const outcome = await started.invoke({ command: 'definition', bundle: {} });
 */
export const startApp = (app: LoadedApp, { environment, ...options }: StartOptions): ChildAppProcess =>
  inChildProcess(app.wrapper, { ...options, folder: app.root, environment: { ...DEFAULTS, ...environment } });
