import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type AppProcess, inChildProcess } from 'zapier-local';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';

/**
 * The built app in a separate process. Outside tests core does more, such as adding the bundle to error messages and printing
 * lines.
 */
export const builtApp = async (): Promise<AppProcess> => {
  const folder = join(import.meta.dirname, `../../dist/test-${process.pid}`);
  await bundleApp(selectProviders(''), folder);
  const app = inChildProcess(join(folder, 'index.js'));
  return {
    ...app,
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
