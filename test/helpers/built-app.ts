import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { inChildProcess, type Lambda } from '../../sandbox/zapier/lambda.ts';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';

/**
 * The built app in a separate process. Outside tests core does more, such as adding the bundle to error messages and printing
 * lines.
 */
export const builtLambda = async (): Promise<Lambda> => {
  const folder = join(__dirname, `../../dist/test-${process.pid}`);
  await bundleApp(selectProviders(''), folder);
  const lambda = inChildProcess(join(folder, 'index.js'), {});
  return {
    ...lambda,
    close: async () => {
      await lambda.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
