import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { AppLoadError } from './app-load-error.ts';
import { findBuildScript, runBuildScript } from './build-script.ts';
import { findCore } from './core.ts';
import { findEntry } from './entry.ts';
import { readManifest } from './manifest.ts';
import { unpack } from './unpack.ts';
import { writeWrapper } from './wrapper.ts';

/** An app that can be started. */
export interface LoadedApp {
  /** The app's folder. For a zip, a temporary one. */
  readonly root: string;
  /** The file that Zapier's servers run. */
  readonly wrapper: string;
  /** The version of the app's own zapier-platform-core. */
  readonly coreVersion: string;
  /** The version of the app, as its `package.json` says. */
  readonly version: string;
  /** Deletes temporary files. */
  close(): Promise<void>;
}

/** How an app is loaded. */
export interface LoadOptions {
  /** Whether the app's build script runs. The default is true. */
  readonly build?: boolean;
  /** Called before a build script runs, with its name. */
  onBuild?(script: string): void;
}

const loadZip = async (path: string): Promise<LoadedApp> => {
  const { root, wrapper, close } = await unpack(path);
  try {
    const [{ version }, core] = await Promise.all([readManifest(root), findCore(root)]);
    return { root, wrapper, coreVersion: core.version, version, close };
  } catch (error) {
    await close();
    throw error;
  }
};

/** A build script may itself run the app. */
const isRunning = (root: string, script: string): boolean =>
  process.env['npm_lifecycle_event'] === script && process.env['npm_package_json'] === join(root, 'package.json');

const loadFolder = async (root: string, { build = true, onBuild }: LoadOptions): Promise<LoadedApp> => {
  const [manifest, core] = await Promise.all([readManifest(root), findCore(root)]);
  const script = findBuildScript(manifest);
  if (build && script !== undefined && !isRunning(root, script)) {
    onBuild?.(script);
    await runBuildScript(root, script);
  }
  const entry = findEntry(root, manifest, script !== undefined);
  const { path: wrapper, close } = await writeWrapper(root, core, manifest, entry);
  return { root, wrapper, coreVersion: core.version, version: manifest.version, close };
};

/**
 * Loads an app as Zapier does: runs its build script (`_zapier-build`, `zapier-build` or `build`), and makes the wrapper of its own
 * core ready. Throws an AppLoadError that says what is missing.
 *
 * @param path the app's folder, or the zip that `zapier-platform build` wrote
 */
export const loadApp = async (path: string, options: LoadOptions = {}): Promise<LoadedApp> => {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new AppLoadError(`${path} does not exist.`);
  return found.isDirectory() ? loadFolder(await realpath(path), options) : loadZip(path);
};
