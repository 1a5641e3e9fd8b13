import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runZapierCli } from './run.ts';
import type { Stage } from './stage.ts';
import { zipProblems } from './zip.ts';

/** Hints of Zapier's CLI about the staging folder, which is deleted afterwards. */
const HINTS = /Build complete! Created |^Now you can upload /;

/**
 * Builds `build/build.zip` and `build/source.zip` in a staging folder, and checks the first.
 *
 * @returns the zip that Zapier runs
 */
export const buildCheckedZip = async ({ folder }: Stage): Promise<Buffer> => {
  await runZapierCli(['validate', '--without-style'], { cwd: folder });
  // Without --skip-dep-install the CLI would install all packages again. With --skip-validation it sends no request to Zapier.
  // The CLI's last step tests that the zip starts in another folder.
  await runZapierCli(['build', '--skip-dep-install', '--skip-validation'], { cwd: folder, hide: HINTS });
  const zip = await readFile(join(folder, 'build/build.zip'));
  const problems = await zipProblems(zip);
  if (problems.length > 0) throw new Error(`The zip is not valid: ${problems.slice(0, 10).join('; ')}.`);
  return zip;
};
