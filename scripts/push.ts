import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { buildCheckedZip } from './publishing/checked-zip.ts';
import { ROOT } from './publishing/root.ts';
import { runScript, runZapierCli } from './publishing/run.ts';
import { type Selection, selectProviders } from './publishing/selection.ts';
import { stageApp } from './publishing/stage.ts';

/** The file that identifies the app at Zapier. Each selection of providers has its own. */
const appFileOf = ({ name, hasAllProviders }: Selection): string => {
  const file = hasAllProviders ? '.zapierapprc' : `.zapierapprc.${name}`;
  const path = join(ROOT, file);
  if (existsSync(path)) return path;
  const register = `${hasAllProviders ? '' : `ZAPIER_CURRENT_APP_FILE=${file} `}npx zapier-platform register`;
  throw new Error(
    `${file} is missing, so the app at Zapier is unknown. Run “${register}” to create an app, or the same command with “link” to use an existing one.`,
  );
};

const requireKey = (): void => {
  const { ZAPIER_DEPLOY_KEY: key, ZAPIER_AUTH_LOCATION: location } = process.env;
  if (key || existsSync(location ?? join(homedir(), '.zapierrc'))) return;
  throw new Error(
    'The deploy key is missing. Run “npx zapier-platform login”, or set ZAPIER_DEPLOY_KEY to a key from https://developer.zapier.com/partner-settings/deploy-keys.',
  );
};

/** Builds, stages and pushes the app. Arguments after `npm run push --` are passed to `zapier-platform push`. */
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
