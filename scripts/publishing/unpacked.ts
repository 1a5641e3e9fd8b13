import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, sep } from 'node:path';
import { readZip } from './zip.ts';

/** An unpacked zip, as on Zapier's servers. */
export interface Unpacked {
  readonly folder: string;
  /** The file that Zapier's servers start. */
  readonly wrapper: string;
  remove(): Promise<void>;
}

const ancestors = (folder: string): string[] =>
  dirname(folder) === folder ? [] : [dirname(folder), ...ancestors(dirname(folder))];

/** Unpacks a zip outside the project. Throws if code in it could load packages from another folder. */
export const unpack = async (zip: Uint8Array): Promise<Unpacked> => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-uploaded-')));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    for (const [path, bytes] of Object.entries(readZip(zip))) {
      const target = join(folder, path);
      if (!target.startsWith(folder + sep))
        throw new Error(`The zip contains the path ${path}, which leads out of its folder.`);
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, bytes);
    }
    const parent = ancestors(folder).find((ancestor) => existsSync(join(ancestor, 'node_modules')));
    if (parent) {
      throw new Error(
        `${parent} contains node_modules, which would hide a package that is missing in the zip. Set TMPDIR to another folder.`,
      );
    }
    const wrapper = join(folder, 'zapierwrapper.js');
    for (const required of [wrapper, join(folder, 'node_modules/zapier-platform-core/package.json')]) {
      if (!existsSync(required)) throw new Error(`${required.slice(folder.length + 1)} is missing in the zip.`);
    }
    return { folder, wrapper, remove };
  } catch (error) {
    await remove();
    throw error;
  }
};
