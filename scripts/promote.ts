import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import packageJson from '../package.json' with { type: 'json' };
import { asRecords } from '../schema/json.ts';
import { hasEnded, newPromotion, type Promotion, promotionsOf } from './publishing/promotion.ts';
import { ROOT } from './publishing/root.ts';
import { runScript, runZapierCli } from './publishing/run.ts';
import { selectProviders } from './publishing/selection.ts';

const { version } = packageJson;
const POLL_EVERY = 15_000;
const JOB_STARTS_WITHIN = 120_000;
const JOB_ENDS_WITHIN = 60 * 60_000;

const { hasAllProviders, name } = selectProviders();
const env = {
  ZAPIER_CURRENT_APP_FILE: hasAllProviders ? '.zapierapprc' : `.zapierapprc.${name}`,
  DISABLE_ZAPIER_ANALYTICS: '1',
  NO_UPDATE_NOTIFIER: '1',
};

const readZapier = async (...args: readonly string[]): Promise<unknown> => {
  const cli = createRequire(import.meta.url).resolve('zapier-platform-cli/src/bin/run');
  const options = { cwd: ROOT, env: { ...process.env, ...env } };
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args, '--format', 'raw'], options);
  return JSON.parse(stdout);
};

const promotions = async (): Promise<readonly Promotion[]> => promotionsOf(await readZapier('jobs'), version);

const waitForJob = async (earlier: readonly Promotion[]): Promise<Promotion> => {
  const started = Date.now();
  let stage = '';
  while (Date.now() - started < JOB_ENDS_WITHIN) {
    const job = newPromotion(await promotions(), earlier);
    if (!job && Date.now() - started > JOB_STARTS_WITHIN) {
      throw new Error('Zapier started no job. It does not promote versions of a private app: see docs/publishing.md.');
    }
    if (job && job.stage !== stage) console.log(`Zapier's job ${job.id}: ${job.stage}`);
    stage = job?.stage ?? stage;
    if (job && hasEnded(job)) return job;
    await setTimeout(POLL_EVERY);
  }
  throw new Error('Zapier has not finished the job within an hour. Run “npx zapier-platform jobs” later.');
};

/** Promotes the version in package.json and waits until Zapier's job has ended. A second call does not promote again. */
await runScript(async () => {
  const pushed = asRecords(await readZapier('versions', '--all')).find((one) => one['version'] === version);
  if (!pushed) throw new Error(`Zapier has no version ${version}. Push it first.`);
  if (pushed['state'] === 'promoted') return console.log(`Version ${version} is already promoted.`);
  const earlier = await promotions();
  // An earlier call may have started a job that still runs.
  if (earlier.every(hasEnded)) await runZapierCli(['promote', version, '--yes'], { cwd: ROOT, env });
  const { id, stage, error } = await waitForJob(earlier.filter(hasEnded));
  if (stage !== 'complete') throw new Error(`Zapier's job ${id} is ${stage}. ${error ?? 'Zapier named no cause.'}`);
  console.log(`Version ${version} is promoted.`);
});
