import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { readZip } from './zip.ts';

/** A zip on disk, as Zapier's servers have it. */
export interface Unpacked {
  readonly folder: string;
  /** What Zapier's servers start. */
  readonly wrapper: string;
  remove(): Promise<void>;
}

const ancestors = (folder: string): string[] =>
  dirname(folder) === folder ? [] : [dirname(folder), ...ancestors(dirname(folder))];

/** Unpacks a zip outside the project. Throws when anything could reach packages that are not in it. */
export const unpack = async (zip: Uint8Array): Promise<Unpacked> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-uploaded-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const [path, bytes] of Object.entries(readZip(zip))) {
      const target = join(folder, path);
      if (!target.startsWith(folder + sep)) throw new Error(`The zip holds ${path}, which is outside of it.`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
    const strange = ancestors(folder).find((place) => existsSync(join(place, 'node_modules')));
    if (strange) {
      throw new Error(
        `${strange} has a node_modules that would hide a package missing from the zip. Set TMPDIR to another folder.`,
      );
    }
    const wrapper = join(folder, 'zapierwrapper.js');
    for (const needed of [wrapper, join(folder, 'node_modules/zapier-platform-core/package.json')]) {
      if (!existsSync(needed)) throw new Error(`The zip lacks ${needed.slice(folder.length + 1)}.`);
    }
    return { folder, wrapper, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
