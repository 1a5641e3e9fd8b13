import { copyFile, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { type Bundle, bundleApp, EXTERNAL } from './bundle.ts';
import { productionPackages, readLockfile } from './lockfile.ts';
import { ROOT } from './root.ts';
import { runCommand } from './run.ts';
import type { Selection } from './selection.ts';

/** A temporary folder with only the built app and its production packages. */
export interface Stage {
  readonly folder: string;
  readonly bundle: Bundle;
  remove(): Promise<void>;
}

/** How to stage an app. */
export interface StageOptions {
  /** `clean` installs production packages from the lockfile. `linked` uses the project's, for commands that build no zip. */
  readonly packages: 'clean' | 'linked';
  /** The file that identifies the app at Zapier. */
  readonly appFile?: string;
}

const { name, version, description, license, type, exports, engines, overrides } = packageJson;

const stagedPackage = {
  name,
  version,
  description,
  license,
  private: true,
  type,
  exports,
  engines,
  // All other dependencies are in the bundle.
  dependencies: Object.fromEntries(EXTERNAL.map((dependency) => [dependency, packageJson.dependencies[dependency]])),
  overrides,
};

/** The project's lockfile with a root that matches the staged package.json. npm ignores packages that the root does not need. */
const stagedLockfile = async (): Promise<object> => {
  const lockfile = await readLockfile();
  const { dependencies } = stagedPackage;
  return {
    ...lockfile,
    packages: { '': { name, version, license, dependencies, engines }, ...productionPackages(lockfile) },
  };
};

const writeJson = (path: string, value: object) => writeFile(path, `${JSON.stringify(value, null, 2)}\n`);

const installPackages = async (folder: string): Promise<void> => {
  await writeJson(join(folder, 'package-lock.json'), await stagedLockfile());
  const args = [
    'ci',
    '--omit=dev',
    '--ignore-scripts',
    '--prefer-offline',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ];
  const code = await runCommand('npm', args, { cwd: folder });
  if (code !== 0)
    throw new Error(
      '“npm ci” failed in the staging folder. See its output above, and check that “npm ci” works in the project.',
    );
};

/**
 * Stages the app in a temporary folder. Zapier's CLI copies the folder it runs in with all packages, and opens every file at once.
 * In the project that would include development packages, and exceed the limit of open files on some machines.
 */
export const stageApp = async (selection: Selection, { packages, appFile }: StageOptions): Promise<Stage> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-stage-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const bundle = await bundleApp(selection, join(folder, 'dist'));
    await writeJson(join(folder, 'package.json'), stagedPackage);
    // Zapier's CLI omits these from source.zip.
    await writeFile(join(folder, '.gitignore'), 'node_modules/\nbuild/\n');
    if (appFile) await copyFile(appFile, join(folder, '.zapierapprc'));
    if (packages === 'clean') await installPackages(folder);
    else await symlink(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
    return { folder, bundle, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
