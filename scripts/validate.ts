import { runScript, runZapierCli } from './publishing/run.ts';
import { selectProviders } from './publishing/selection.ts';
import { stageApp } from './publishing/stage.ts';

/** Validates the app against Zapier's schema, without a request to Zapier. */
await runScript(async () => {
  const stage = await stageApp(selectProviders(), { packages: 'linked' });
  try {
    await runZapierCli(['validate', '--without-style'], { cwd: stage.folder });
  } finally {
    await stage.remove();
  }
});
