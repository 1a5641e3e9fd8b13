import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { EXTERNAL } from '../scripts/publishing/bundle.ts';
import { buildCheckedZip } from '../scripts/publishing/checked-zip.ts';
import { ROOT } from '../scripts/publishing/root.ts';
import { selectProviders } from '../scripts/publishing/selection.ts';
import { stageApp } from '../scripts/publishing/stage.ts';
import { type Unpacked, unpack } from '../scripts/publishing/unpacked.ts';

/** A zip as a push uploads it, and the folder it is unpacked in. */
export interface Zip {
  readonly bytes: Buffer;
  /** The size of the app's bundled code. */
  readonly bundleBytes: number;
  readonly unpacked: Unpacked;
}

/** The app's zip and the zip of a minimal app. */
export interface Zips {
  readonly full: Zip;
  readonly minimal: Zip;
  remove(): Promise<void>;
}

const bundleMinimal = async (outfile: string): Promise<number> => {
  const { metafile } = await build({
    entryPoints: [join(ROOT, 'bench/apps/minimal.ts')],
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

/** Builds both zips in one staging folder, as `npm run package` does, so that only the app's own code differs. */
export const buildZips = async (): Promise<Zips> => {
  const stage = await stageApp(selectProviders(''), { packages: 'clean' });
  try {
    const fullBytes = await buildCheckedZip(stage);
    await rm(join(stage.folder, 'build'), { recursive: true });
    const minimalBundle = await bundleMinimal(join(stage.folder, 'dist/index.js'));
    const minimalBytes = await buildCheckedZip(stage);
    const full = { bytes: fullBytes, bundleBytes: stage.bundle.bytes, unpacked: await unpack(fullBytes) };
    const minimal = { bytes: minimalBytes, bundleBytes: minimalBundle, unpacked: await unpack(minimalBytes) };
    const remove = async () => {
      await Promise.all([full.unpacked.remove(), minimal.unpacked.remove()]);
    };
    return { full, minimal, remove };
  } finally {
    await stage.remove();
  }
};
