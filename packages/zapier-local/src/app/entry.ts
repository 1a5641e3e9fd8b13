import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AppLoadError } from './app-load-error.ts';
import type { Manifest } from './manifest.ts';

/** The conditions that Node applies to `import`. */
const CONDITIONS = new Set(['import', 'node', 'module-sync', 'node-addons', 'default']);

/** Reads the entry of `exports`, in its forms for one entry: a path, conditions, and `{ ".": … }`. */
const entryOf = (exports: unknown): string | undefined => {
  if (typeof exports === 'string') return exports;
  for (const [key, value] of Object.entries(Object(exports))) {
    const entry = key === '.' || CONDITIONS.has(key) ? entryOf(value) : undefined;
    if (entry !== undefined) return entry;
  }
  return undefined;
};

const TYPESCRIPT = /\.[cm]?ts$/;

const checkFile = (root: string, entry: string, hasBuild: boolean): void => {
  if (!existsSync(join(root, entry))) {
    const help = hasBuild
      ? 'Its build script does not write that file.'
      : 'If a build writes it, add a script “build” or “_zapier-build” to package.json.';
    throw new AppLoadError(`The entry of ${root}, ${entry}, does not exist. ${help}`);
  }
  // Node's types do not know the feature in version 20.
  if (TYPESCRIPT.test(entry) && !('typescript' in process.features && process.features.typescript))
    throw new AppLoadError(
      `The entry of ${root}, ${entry}, is TypeScript, which Node ${process.versions.node} does not run. Add a script “build” or “_zapier-build” to package.json that compiles it, or use Node 22.18 or later.`,
    );
};

/**
 * Finds the file that Zapier's servers load: `exports` of an ES module, and `index.js` of every other app.
 * Throws if they would not find one.
 */
export const findEntry = (root: string, { name, isModule, exports }: Manifest, hasBuild: boolean): string => {
  if (!isModule) {
    const entry = !existsSync(join(root, 'index.js')) && existsSync(join(root, 'index.ts')) ? 'index.ts' : 'index.js';
    checkFile(root, entry, hasBuild);
    return entry;
  }
  if (!name)
    throw new AppLoadError(`The package.json of ${root} has no name. Zapier imports an ES module by its name.`);
  const entry = entryOf(exports);
  if (entry === undefined)
    throw new AppLoadError(
      `The package.json of ${root} says "type": "module", but has no "exports". Zapier does not read "main" of an ES module: set "exports" to its entry, such as "./index.js".`,
    );
  checkFile(root, entry, hasBuild);
  return entry;
};
