import { rmSync } from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();
// Ctrl-C ends a command at once.
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/** A folder that is deleted when it is closed, at the latest when this process ends. */
export interface TemporaryFolder {
  readonly path: string;
  close(): Promise<void>;
}

/** Creates an empty folder. */
export const createTemporaryFolder = async (): Promise<TemporaryFolder> => {
  const path = await realpath(await mkdtemp(join(tmpdir(), 'zapier-local-')));
  folders.add(path);
  return {
    path,
    close: async () => {
      await rm(path, { recursive: true, force: true });
      folders.delete(path);
    },
  };
};
