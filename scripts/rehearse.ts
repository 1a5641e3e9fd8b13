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

const show = ({ what, isOk, saw }: Finding): string =>
  isOk ? `${pc.green(`✓ ${what}`)} ${pc.dim(saw)}` : pc.red(`✗ ${what}: ${saw}`);

/**
 * Pushes the app to a stand-in for Zapier on this machine, with Zapier's own tool, and runs the whole demo against what arrived:
 * what is tested is then what is uploaded.
 */
await runScript(async () => {
  const selection = selectProviders();
  const key = randomUUID();
  const api = await startDeveloperApi(key);
  const stage = await stageApp(selection, { packages: 'clean' });
  try {
    await writeFile(join(stage.folder, '.zapierapprc'), JSON.stringify({ id: APP.id, key: APP.key }));
    const endpoint = `${api.url}/api/platform/cli`;
    // Both names of the setting, so that nothing in the environment can send this to the real Zapier.
    const env = {
      ZAPIER_BASE_ENDPOINT: api.url,
      ZAPIER_ENDPOINT: endpoint,
      ZAPIER_DEPLOY_KEY: key,
      ZAPIER_CURRENT_APP_FILE: undefined,
    };
    await runZapierCli(['push', '--skip-dep-install'], { cwd: stage.folder, env });

    const findings = await inspectPush(api.received, selection, key);
    console.log(`\n${findings.map(show).join('\n')}`);
    if (findings.some(({ isOk }) => !isOk)) throw new Error('The push did not send what it should.');

    const unpacked = await unpack(Buffer.from(String(api.received.upload?.zip_file), 'base64'));
    try {
      console.log(`${pc.green('✓ The uploaded zip starts')} ${pc.dim('in a folder of its own, with its own core')}`);
      const demo = [join(ROOT, 'sandbox/demo/main.ts'), '--app', unpacked.wrapper];
      const code = await runCommand(process.execPath, demo, { cwd: unpacked.folder });
      if (code !== 0) throw new Error('The demo failed on the uploaded zip. The table above says where.');
      console.log(pc.green('✓ The demo holds for the very zip that was uploaded.'));
    } finally {
      await unpacked.remove();
    }
  } finally {
    await Promise.all([stage.remove(), api.close()]);
  }
});
