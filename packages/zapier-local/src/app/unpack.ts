import { existsSync } from 'node:fs';
import { mkdir, readFile, realpath, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { AppLoadError } from './app-load-error.ts';
import { createTemporaryFolder } from './temporary-folder.ts';
import { readZip, type ZipEntry } from './zip.ts';

const isOutside = (folder: string, path: string): boolean => relative(folder, path).split(sep)[0] === '..';

/** Where the target of a link in a link is depends on both. No zip of Zapier's CLI has one. */
const isInLink = (path: string, links: ReadonlySet<string>): boolean => {
  const parent = dirname(path);
  return parent !== path && (links.has(parent) || isInLink(parent, links));
};

const write = async (
  folder: string,
  { path, content, isLink }: ZipEntry,
  links: ReadonlySet<string>,
): Promise<void> => {
  const file = resolve(folder, path);
  const target = isLink ? resolve(dirname(file), content.toString('utf8')) : file;
  if (isOutside(folder, file) || isOutside(folder, target) || isInLink(file, links))
    throw new AppLoadError(`Its file ${path} would be outside its folder.`);
  await mkdir(dirname(file), { recursive: true });
  if (isLink) await symlink(content.toString('utf8'), file);
  else await writeFile(file, content);
};

/** An unpacked zip. */
export interface Unpacked {
  /** The folder of the app: in the zip of an app in an npm workspace, not the top one. */
  readonly root: string;
  readonly wrapper: string;
  close(): Promise<void>;
}

/** Unpacks the zip that `zapier-platform build` wrote into a temporary folder. */
export const unpack = async (zip: string): Promise<Unpacked> => {
  const { path: folder, close } = await createTemporaryFolder();
  try {
    const entries = readZip(await readFile(zip));
    const links = new Set(entries.filter(({ isLink }) => isLink).map(({ path }) => resolve(folder, path)));
    // Nothing is written through a link.
    for (const entry of entries.filter(({ isLink }) => !isLink)) await write(folder, entry, links);
    for (const entry of entries.filter(({ isLink }) => isLink)) await write(folder, entry, links);
    const wrapper = join(folder, 'zapierwrapper.js');
    if (!existsSync(wrapper))
      throw new AppLoadError('It has no zapierwrapper.js. Use build/build.zip, which “zapier-platform build” writes.');
    const path = await realpath(wrapper);
    return { root: dirname(path), wrapper: path, close };
  } catch (error) {
    await close();
    throw new AppLoadError(`${zip} cannot be used. ${error instanceof Error ? error.message : error}`);
  }
};
