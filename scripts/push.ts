import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildCheckedZip } from './publishing/checked-zip.ts';
import { ROOT } from './publishing/root.ts';
import { runScript, runZapierCli } from './publishing/run.ts';
import { type Selection, selectProviders } from './publishing/selection.ts';
import { stageApp } from './publishing/stage.ts';

/** The file that says which app at Zapier is pushed: one of its own for each company's app. */
const appFileOf = ({ name, isWhole }: Selection): string => {
  const file = isWhole ? '.zapierapprc' : `.zapierapprc.${name}`;
  const path = join(ROOT, file);
  if (existsSync(path)) return path;
  const register = `${isWhole ? '' : `ZAPIER_CURRENT_APP_FILE=${file} `}npx zapier-platform register`;
  throw new Error(
    `There is no ${file}, so it is not known which app at Zapier to push to. Run “${register}” for a new one, or the same with “link” for one that you have.`,
  );
};

const requireKey = (): void => {
  const { ZAPIER_DEPLOY_KEY: key, ZAPIER_AUTH_LOCATION: location } = process.env;
  if (key || existsSync(location ?? join(homedir(), '.zapierrc'))) return;
  throw new Error(
    'There is no deploy key. Run “npx zapier-platform login”, or set ZAPIER_DEPLOY_KEY to one from https://developer.zapier.com/partner-settings/deploy-keys.',
  );
};

/** Builds, stages and pushes the app. What follows `npm run push --` goes to `zapier-platform push`. */
await runScript(async () => {
  const selection = selectProviders();
  const appFile = appFileOf(selection);
  requireKey();
  const stage = await stageApp(selection, { packages: 'clean', appFile });
  try {
    await buildCheckedZip(stage);
    await runZapierCli(['push', '--skip-dep-install', ...process.argv.slice(2)], { cwd: stage.folder });
  } finally {
    await stage.remove();
  }
});
