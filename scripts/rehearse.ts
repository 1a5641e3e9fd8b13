import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pc from 'picocolors';
import { APP, startDeveloperApi } from './publishing/developer-api.ts';
import { type Finding, inspectPush } from './publishing/inspection.ts';
import { ROOT } from './publishing/root.ts';
import { runCommand, runScript, runZapierCli } from './publishing/run.ts';
import { selectProviders } from './publishing/selection.ts';
import { stageApp } from './publishing/stage.ts';
import { unpack } from './publishing/unpacked.ts';

const show = ({ name, isOk, found }: Finding): string =>
  isOk ? `${pc.green(`✓ ${name}`)} ${pc.dim(found)}` : pc.red(`✗ ${name}: ${found}`);

/**
 * Pushes the app with Zapier's CLI to an emulator of Zapier's developer API on this machine, then runs the demo on the uploaded
 * zip, so that the tested app is the uploaded app.
 */
await runScript(async () => {
  const selection = selectProviders();
  const key = randomUUID();
  const api = await startDeveloperApi(key);
  const stage = await stageApp(selection, { packages: 'clean' });
  try {
    await writeFile(join(stage.folder, '.zapierapprc'), JSON.stringify({ id: APP.id, key: APP.key }));
    const endpoint = `${api.url}/api/platform/cli`;
    // Both names of the setting, so that no environment variable can redirect the push to Zapier.
    const env = {
      ZAPIER_BASE_ENDPOINT: api.url,
      ZAPIER_ENDPOINT: endpoint,
      ZAPIER_DEPLOY_KEY: key,
      ZAPIER_CURRENT_APP_FILE: undefined,
    };
    await runZapierCli(['push', '--skip-dep-install'], { cwd: stage.folder, env });

    const findings = await inspectPush(api.received, selection, key);
    console.log(`\n${findings.map(show).join('\n')}`);
    if (findings.some(({ isOk }) => !isOk))
      throw new Error('The push did not send the expected data. See the list above.');

    const unpacked = await unpack(Buffer.from(String(api.received.upload?.zip_file), 'base64'));
    try {
      console.log(`${pc.green('✓ The uploaded zip is unpacked')} ${pc.dim('outside the project, with its own core')}`);
      const demo = [join(ROOT, 'sandbox/demo/main.ts'), '--app', unpacked.wrapper];
      const code = await runCommand(process.execPath, demo, { cwd: unpacked.folder });
      if (code !== 0) throw new Error('The demo failed on the uploaded zip. See the table above.');
      console.log(pc.green('✓ The demo passed on the uploaded zip.'));
    } finally {
      await unpacked.remove();
    }
  } finally {
    await Promise.all([stage.remove(), api.close()]);
  }
});
