import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type LoadedApp, loadApp } from '../app/load-app.ts';
import type { Config } from '../config/config.ts';
import { loadConfig } from '../config/load-config.ts';
import type { Local } from '../config/local.ts';
import { startLocal } from '../config/start-local.ts';
import { type AppOptions, readEnvironment } from './app-options.ts';
import { UsageError } from './usage-error.ts';

/** An app that runs in a local Zapier, with the plug-ins of its folder. Closing it also deletes temporary files. */
export interface OpenedApp extends Local {
  readonly loaded: LoadedApp;
  readonly config: Config;
}

const checkPath = (path: string): void => {
  if (!existsSync(path)) throw new UsageError(`--app ${path}: The folder does not exist.`);
  if (statSync(path).isDirectory() && !existsSync(join(path, 'package.json')))
    throw new UsageError(
      `${path === '.' ? 'This folder' : path} is not the folder of a Zapier integration: it has no package.json. Use --app DIR.`,
    );
};

/** Says which port cannot be used. */
const explainPort = (error: unknown, port: number | undefined): unknown => {
  const { code, syscall } = Object(error);
  if (port === undefined || syscall !== 'listen') return error;
  return new UsageError(
    `--port ${port}: ${code === 'EADDRINUSE' ? 'The port is in use.' : 'The port cannot be used.'}`,
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
  const config = await loadConfig(statSync(options.app).isDirectory() ? options.app : '.');
  const loaded = await loadApp(options.app, { build, ...(onBuild && { onBuild }) });
  try {
    const local = await startLocal({
      app: loaded,
      config,
      environment,
      allow,
      api,
      ...(port !== undefined && { port }),
    });
    const close = async () => {
      await local.close();
      await loaded.close();
    };
    return { ...local, loaded, config, close };
  } catch (error) {
    await loaded.close();
    throw explainPort(error, port);
  }
};
