import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppLoadError } from './app-load-error.ts';
import type { Core } from './core.ts';
import type { Manifest } from './manifest.ts';
import { createTemporaryFolder } from './temporary-folder.ts';

/** Some early versions of core have no wrapper of their own. */
const COMMONJS_WRAPPER = `const path = require('path');
const zapier = require('zapier-platform-core');
module.exports = { handler: zapier.createAppHandler(path.resolve(__dirname, 'index.js')) };
`;

const readWrapper = async (root: string, core: Core, isModule: boolean): Promise<string> => {
  const path = join(core.folder, 'include', isModule ? 'zapierwrapper.mjs' : 'zapierwrapper.js');
  try {
    return await readFile(path, 'utf8');
  } catch {
    if (!isModule) return COMMONJS_WRAPPER;
    throw new AppLoadError(
      `${root} is an ES module, and its zapier-platform-core ${core.version} cannot load one. Use version 17 or later.`,
    );
  }
};

const link = async (target: string, path: string): Promise<void> => {
  await mkdir(dirname(path), { recursive: true });
  // Windows allows everybody a junction, but not a symbolic link.
  await symlink(target, path, 'junction');
};

/** A wrapper that has been written. */
export interface Wrapper {
  readonly path: string;
  close(): Promise<void>;
}

/**
 * Writes the wrapper that Zapier's servers run, as core has it. Zapier's CLI writes it into the app's folder. Here it is in a
 * temporary folder, from which the app and its core can be found by the same names, so that the app's folder does not change.
 */
export const writeWrapper = async (root: string, core: Core, manifest: Manifest, entry: string): Promise<Wrapper> => {
  const { name = '', isModule } = manifest;
  const text = await readWrapper(root, core, isModule);
  const { path: folder, close } = await createTemporaryFolder();
  const path = join(folder, 'zapierwrapper.js');
  const write = (file: string, content: string) => writeFile(join(folder, file), content);
  await link(core.folder, join(folder, 'node_modules/zapier-platform-core'));
  await write('package.json', JSON.stringify({ type: isModule ? 'module' : 'commonjs' }));
  await write('zapierwrapper.js', text.replaceAll('{REPLACE_ME_PACKAGE_NAME}', name));
  if (isModule) await link(root, join(folder, 'node_modules', name));
  else await write('index.js', `module.exports = require(${JSON.stringify(join(root, entry))});\n`);
  return { path, close };
};
