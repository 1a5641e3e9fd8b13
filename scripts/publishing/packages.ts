import { existsSync, globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root.ts';
import { runCommand } from './run.ts';

const FOLDER = join(ROOT, 'packages/zapier-local');
const SOURCES = ['package.json', 'tsconfig.json', 'src/**/*.ts'];

const timeOf = (path: string): number => statSync(path).mtimeMs;

const isBuilt = (): boolean => {
  const entry = join(FOLDER, 'dist/index.js');
  if (!existsSync(entry)) return false;
  const built = timeOf(entry);
  return globSync(SOURCES, { cwd: FOLDER }).every((path) => timeOf(join(FOLDER, path)) < built);
};

/** Builds the packages of this repository if a source is newer, so that scripts never run an earlier build. */
export const buildPackages = async (): Promise<void> => {
  if (isBuilt()) return;
  // `npm run check` checks the types. The previous files stay until each is replaced, for processes that load them.
  const args = [join(ROOT, 'node_modules/typescript/bin/tsc'), '--project', FOLDER, '--noCheck'];
  if ((await runCommand(process.execPath, args, { cwd: ROOT })) !== 0)
    throw new Error('packages/zapier-local could not be built. See the output above.');
};
