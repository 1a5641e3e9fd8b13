import { join } from 'node:path';
import { bundleApp } from './publishing/bundle.ts';
import { buildPackages } from './publishing/packages.ts';
import { ROOT } from './publishing/root.ts';
import { runScript } from './publishing/run.ts';
import { selectProviders } from './publishing/selection.ts';

await runScript(async () => {
  await Promise.all([buildPackages(), bundleApp(selectProviders(), join(ROOT, 'dist'))]);
});
