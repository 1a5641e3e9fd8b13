import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import packageJson from '../../package.json' with { type: 'json' };
import { ROOT } from './root.ts';

/** What scripts read of a package in a lockfile. */
interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

/** Locked packages by their path: `node_modules/a/node_modules/b`. */
type Packages = Readonly<Record<string, LockedPackage>>;

/** The part of a lockfile that scripts read. */
interface Lockfile {
  readonly packages: Packages;
}

/** Reads the project's lockfile. */
export const readLockfile = async (): Promise<Lockfile> =>
  // npm writes this format since lockfileVersion 2: https://docs.npmjs.com/cli/configuring-npm/package-lock-json
  JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8')) as Lockfile;

/** The path of a dependency, found as Node.js finds it: in the package, then in each folder above it. */
const pathOf = (packages: Packages, from: string, name: string): string | undefined => {
  const path = from === '' ? `node_modules/${name}` : `${from}/node_modules/${name}`;
  if (path in packages || from === '') return path in packages ? path : undefined;
  return pathOf(packages, from.slice(0, Math.max(0, from.lastIndexOf('/node_modules/'))), name);
};

/**
 * The packages that the app needs when it runs, by their path. The lockfile marks development packages, but not those that only
 * `packages/` needs.
 */
export const productionPackages = ({ packages }: Lockfile): Packages => {
  const found = new Set<string>();
  const add = (from: string, names: readonly string[]): void => {
    for (const name of names) {
      const path = pathOf(packages, from, name);
      if (path === undefined || found.has(path)) continue;
      found.add(path);
      const { dependencies, optionalDependencies, peerDependencies } = packages[path] ?? {};
      add(path, Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
    }
  };
  add('', Object.keys(packageJson.dependencies));
  return Object.fromEntries(Object.entries(packages).filter(([path]) => found.has(path)));
};
