import { copyFile, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { type Bundle, bundleApp, EXTERNAL } from './bundle.ts';
import { ROOT } from './root.ts';
import { runCommand } from './run.ts';
import type { Selection } from './selection.ts';

/** A folder with nothing in it but the built app and what it needs at run time. */
export interface Stage {
  readonly folder: string;
  readonly bundle: Bundle;
  remove(): Promise<void>;
}

/** How a stage gets its packages. */
export interface StageOptions {
  /** `clean`: from the lockfile, production only. `linked`: the project's own, for commands that make no zip. */
  readonly packages: 'clean' | 'linked';
  /** The file that says which app at Zapier this is, where that is known. */
  readonly appFile?: string;
}

/** The part of a lockfile that is read here. */
interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** Reads the project's lockfile. */
export const readLockfile = async (): Promise<Lockfile> =>
  // npm writes it, in this form since lockfileVersion 2: https://docs.npmjs.com/cli/configuring-npm/package-lock-json
  JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lockfile;

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
  // The rest is in the bundle.
  dependencies: Object.fromEntries(EXTERNAL.map((dependency) => [dependency, packageJson.dependencies[dependency]])),
  overrides,
};

/** The same lock with a root that matches the staged package.json; npm leaves out what that does not reach. */
const stagedLockfile = async (): Promise<object> => {
  const { packages, ...rest } = await readLockfile();
  const production = Object.entries(packages).filter(([path, { dev }]) => path !== '' && !dev);
  const { dependencies } = stagedPackage;
  return {
    ...rest,
    packages: { '': { name, version, license, dependencies, engines }, ...Object.fromEntries(production) },
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
    throw new Error('npm ci failed in the staged copy. Its reason is above; npm ci here must pass as well.');
};

/**
 * Stages the app in a temporary folder. Zapier's tool copies the folder it runs in, packages included, opening every file at once;
 * in the project itself that fails on machines with a low limit for open files, and carries development packages along.
 */
export const stageApp = async (selection: Selection, { packages, appFile }: StageOptions): Promise<Stage> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-stage-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const bundle = await bundleApp(selection, join(folder, 'dist/index.js'));
    await writeJson(join(folder, 'package.json'), stagedPackage);
    // Zapier's tool reads this for what to leave out of source.zip.
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
