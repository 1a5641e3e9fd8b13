import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { AppLoadError } from './app-load-error.ts';
import { readZip, type ZipEntry } from './zip.ts';

const isOutside = (folder: string, path: string): boolean => relative(folder, path).startsWith('..');

const write = async (folder: string, { path, content, isLink }: ZipEntry): Promise<void> => {
  const file = resolve(folder, path);
  const target = isLink ? resolve(dirname(file), content.toString('utf8')) : file;
  if (isOutside(folder, file) || isOutside(folder, target))
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
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'zapier-local-')));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const entries = readZip(await readFile(zip));
    // Nothing is written through a link.
    for (const entry of entries.filter(({ isLink }) => !isLink)) await write(folder, entry);
    for (const entry of entries.filter(({ isLink }) => isLink)) await write(folder, entry);
    const wrapper = join(folder, 'zapierwrapper.js');
    if (!existsSync(wrapper))
      throw new AppLoadError('It has no zapierwrapper.js. Use build/build.zip, which “zapier-platform build” writes.');
    const path = await realpath(wrapper);
    return { root: dirname(path), wrapper: path, close };
  } catch (error) {
    await close();
    throw error instanceof AppLoadError ? new AppLoadError(`${zip} cannot be used. ${error.message}`) : error;
  }
};
