import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import released from '../contract/released.json' with { type: 'json' };
import { integrations } from '../integrations.ts';
import packageJson from '../package.json' with { type: 'json' };
import { breakingChanges } from './contract/breaking-changes.ts';
import { CURRENT, currentFile, RELEASED, releasedFile } from './contract/files.ts';
import { publicKeys } from './contract/keys.ts';
import { eventsPage } from './docs/events.ts';
import { sendersPage } from './docs/senders.ts';
import { troubleshootingPage } from './docs/troubleshooting.ts';
import { ROOT } from './publishing/root.ts';
import { runScript } from './publishing/run.ts';

const EVENTS = 'docs/events.md';
const SENDERS = 'docs/senders.md';
const UNSUPPORTED = 'scripts/docs/unsupported-senders.md';
const TROUBLESHOOTING = 'docs/troubleshooting.md';

const options = new Command('npm run docs --')
  .description(
    `Generates ${EVENTS}, ${SENDERS}, the reasons in ${TROUBLESHOOTING} and ${CURRENT}, and fails if Zaps of the last release would break.`,
  )
  .option('--check', 'write nothing, and fail if a file is out of date')
  .option('--release', `also record the keys in ${RELEASED} as those of the version in package.json`)
  .parse()
  .opts<{ check?: boolean; release?: boolean }>();

const update = async (path: string, content: string): Promise<void> => {
  const file = join(ROOT, path);
  if ((await readFile(file, 'utf8').catch(() => '')) === content) return console.log(`${path} is up to date.`);
  if (options.check) throw new Error(`${path} is out of date. Run \`npm run docs\`.`);
  await writeFile(file, content);
  console.log(`Wrote ${path}.`);
};

await runScript(async () => {
  const current = { version: packageJson.version, keys: await publicKeys(integrations) };
  const changes = breakingChanges(released, current);
  for (const { code, message } of changes) console.error(`${code}: ${message}`);
  await update(EVENTS, eventsPage(integrations));
  await update(SENDERS, sendersPage(await readFile(join(ROOT, UNSUPPORTED), 'utf8')));
  await update(TROUBLESHOOTING, troubleshootingPage(await readFile(join(ROOT, TROUBLESHOOTING), 'utf8')));
  await update(CURRENT, currentFile(current.keys));
  if (changes.length > 0) {
    throw new Error(`Zaps of version ${released.version} would break. Undo the changes, or raise the major version.`);
  }
  if (options.release) await update(RELEASED, releasedFile(released, current));
});
