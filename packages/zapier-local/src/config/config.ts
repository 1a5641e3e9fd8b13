import type { Attack } from './attack.ts';
import type { Check } from './check.ts';
import type { RunningEmulator, StartEmulator } from './emulator.ts';

/** Plug-ins for an app: the default export of `zapier-local.config.ts`, `.mts`, `.js` or `.mjs` in its folder. */
export interface Config<E extends RunningEmulator = RunningEmulator> {
  /** Started in this order, before the app. */
  readonly emulators?: readonly StartEmulator<E>[];
  readonly attacks?: readonly Attack<E>[];
  /** Applied by `zapier-local run --strict`, after Zapier's own. */
  readonly checks?: readonly Check<E>[];
}

/** Returns a configuration as it is. It only helps editors to complete and check it. */
export const defineConfig = <E extends RunningEmulator = RunningEmulator>(config: Config<E>): Config<E> => config;
