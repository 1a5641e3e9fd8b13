import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import { MAX_ZIP_BYTES } from './publishing/budget.ts';
import { buildCheckedZip } from './publishing/checked-zip.ts';
import { ROOT } from './publishing/root.ts';
import { runScript } from './publishing/run.ts';
import { selectProviders } from './publishing/selection.ts';
import { stageApp } from './publishing/stage.ts';
import { readZip } from './publishing/zip.ts';

/** Builds and checks the zips that a push uploads, and copies them to `package/`. Does not need a Zapier account. */
await runScript(async () => {
  const started = performance.now();
  const selection = selectProviders();
  const stage = await stageApp(selection, { packages: 'clean' });
  try {
    const zip = await buildCheckedZip(stage);
    const folder = join(ROOT, 'package', selection.name);
    await mkdir(folder, { recursive: true });
    for (const name of ['build.zip', 'source.zip']) {
      await copyFile(join(stage.folder, 'build', name), join(folder, name));
    }
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const share = `${((100 * zip.length) / MAX_ZIP_BYTES).toFixed(0)} % of the limit`;
    console.log(
      pc.green(
        `✓ ${join('package', selection.name, 'build.zip')}: ${zip.length} bytes (${share}), ` +
          `${Object.keys(readZip(zip)).length} files, bundle ${stage.bundle.bytes} bytes, ${seconds} s.`,
      ),
    );
  } finally {
    await stage.remove();
  }
});
