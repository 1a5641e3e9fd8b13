import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runZapierCli } from './run.ts';
import type { Stage } from './stage.ts';
import { zipProblems } from './zip.ts';

/** What the tool says of the stage, which is soon gone, and of uploading it from there. */
const HINTS = /Build complete! Created |^Now you can upload /;

/**
 * Makes the zips in a stage, `build/build.zip` and `build/source.zip`, and holds the first to all that it must be.
 *
 * @returns the zip that Zapier runs
 */
export const buildCheckedZip = async ({ folder }: Stage): Promise<Buffer> => {
  await runZapierCli(['validate', '--without-style'], { cwd: folder });
  // Without --skip-dep-install the tool would copy all packages once more; --skip-validation leaves out Zapier's server.
  // It ends with a test of its own: the zip, unpacked elsewhere, must start.
  await runZapierCli(['build', '--skip-dep-install', '--skip-validation'], { cwd: folder, leaveOut: HINTS });
  const zip = await readFile(join(folder, 'build/build.zip'));
  const problems = await zipProblems(zip);
  if (problems.length > 0) throw new Error(`The zip is not fit to be pushed: ${problems.slice(0, 10).join('; ')}.`);
  return zip;
};
