import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EXTERNAL } from '../scripts/publishing/bundle.ts';
import { buildCheckedZip } from '../scripts/publishing/checked-zip.ts';
import { ROOT } from '../scripts/publishing/root.ts';
import { selectProviders } from '../scripts/publishing/selection.ts';
import { stageApp } from '../scripts/publishing/stage.ts';
import { type Unpacked, unpack } from '../scripts/publishing/unpacked.ts';

/** A zip as a push would upload it, and the same unpacked. */
export interface Zip {
  readonly bytes: Buffer;
  /** Of the app's own code, bundled. */
  readonly bundleBytes: number;
  readonly unpacked: Unpacked;
}

/** The app's zip and the bare app's. */
export interface Zips {
  readonly full: Zip;
  readonly bare: Zip;
  remove(): Promise<void>;
}

const bundleBare = async (outfile: string): Promise<number> => {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'bench/apps/bare.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    minify: true,
    external: [...EXTERNAL],
    metafile: true,
    allowOverwrite: true,
    logLevel: 'warning',
  });
  return Object.values(metafile.outputs).reduce((sum, { bytes }) => sum + bytes, 0);
};

/** Makes both zips in one stage, the way `npm run package` does, so that only the app's own code differs. */
export const buildZips = async (): Promise<Zips> => {
  const stage = await stageApp(selectProviders(''), { packages: 'clean' });
  try {
    const fullBytes = await buildCheckedZip(stage);
    await rm(join(stage.folder, 'build'), { recursive: true });
    const bareBundle = await bundleBare(join(stage.folder, 'dist/index.js'));
    const bareBytes = await buildCheckedZip(stage);
    const full = { bytes: fullBytes, bundleBytes: stage.bundle.bytes, unpacked: await unpack(fullBytes) };
    const bare = { bytes: bareBytes, bundleBytes: bareBundle, unpacked: await unpack(bareBytes) };
    const remove = async () => {
      await Promise.all([full.unpacked.remove(), bare.unpacked.remove()]);
    };
    return { full, bare, remove };
  } finally {
    await stage.remove();
  }
};
