import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedApp, loadApp } from '../app/load-app.ts';
import { realClock } from '../clock.ts';
import type { ChildAppProcess } from '../process/app-process.ts';
import { startApp } from '../process/start-app.ts';
import { Zapier } from '../zapier/zapier.ts';
import { type AppOptions, readEnvironment } from './app-options.ts';
import { UsageError } from './usage-error.ts';

/** An app that runs in a local Zapier. */
export interface OpenedApp {
  readonly loaded: LoadedApp;
  readonly process: ChildAppProcess;
  readonly zapier: Zapier;
  /** Stops everything and deletes temporary files. */
  close(): Promise<void>;
}

const checkPath = (path: string): void => {
  if (!existsSync(path)) throw new UsageError(`--app ${path}: The folder does not exist.`);
  if (statSync(path).isDirectory() && !existsSync(join(path, 'package.json')))
    throw new UsageError(
      `${path === '.' ? 'This folder' : path} is not the folder of a Zapier integration: it has no package.json. Use --app DIR.`,
    );
};

/** Loads and starts the app that the options name. */
export const openApp = async (
  options: AppOptions,
  { port, onBuild }: { readonly port?: number; readonly onBuild?: (script: string) => void } = {},
): Promise<OpenedApp> => {
  checkPath(options.app);
  const environment = await readEnvironment(options);
  const { allow = [], api = {}, build } = options;
  const loaded = await loadApp(options.app, { build, ...(onBuild && { onBuild }) });
  try {
    const process = startApp(loaded, { environment, allow, api });
    const clock = realClock();
    const zapier = await Zapier.start({ app: process, clock, environment, ...(port !== undefined && { port }) });
    const close = async () => {
      await zapier.close();
      await loaded.close();
    };
    return { loaded, process, zapier, close };
  } catch (error) {
    await loaded.close();
    throw error;
  }
};
