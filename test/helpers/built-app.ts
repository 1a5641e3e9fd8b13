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
  const file = join(__dirname, `../../dist/test-${process.pid}.js`);
  await bundleApp(selectProviders(''), file);
  const lambda = inChildProcess(file, {});
  return {
    ...lambda,
    close: async () => {
      await lambda.close();
      await rm(file, { force: true });
    },
  };
};
