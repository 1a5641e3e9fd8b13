import { readFile, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppLoadError } from './app-load-error.ts';

const CORE = 'zapier-platform-core';

/** An app's own copy of core. */
export interface Core {
  readonly folder: string;
  readonly version: string;
}

/**
 * Finds an app's core in the `node_modules` of its folder or of one above, as Zapier's CLI does. Core's `exports` hide its
 * `package.json` from `require.resolve`.
 */
export const findCore = async (root: string): Promise<Core> => {
  for (let folder = root, last = ''; folder !== last; last = folder, folder = dirname(folder)) {
    const core = join(folder, 'node_modules', CORE);
    const manifest = await readFile(join(core, 'package.json'), 'utf8').catch(() => undefined);
    if (manifest === undefined) continue;
    return { folder: await realpath(core), version: String(Object(JSON.parse(manifest)).version) };
  }
  throw new AppLoadError(`${CORE} is not installed in ${root}. Run “npm install” there first.`);
};
