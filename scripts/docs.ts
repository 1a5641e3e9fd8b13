import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { integrations } from '../integrations.ts';
import { eventPages, eventTable } from './docs/events.ts';

const { check } = new Command('npm run docs --')
  .description('Writes docs/events.md and the table in README.md from the schemas.')
  .option('--check', 'write nothing, and fail when something would change')
  .parse()
  .opts<{ check?: boolean }>();

const START = '<!-- events: made by `npm run docs` -->';
const END = '<!-- /events -->';

const between = (text: string, table: string): string => {
  const [before, rest] = text.split(START);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined) throw new Error(`README.md needs the lines ${START} and ${END}`);
  return `${before}${START}\n\n${table}\n\n${END}${after}`;
};

const readme = await readFile('README.md', 'utf8');
const files = [
  { path: 'README.md', old: readme, now: between(readme, eventTable(integrations)) },
  {
    path: 'docs/events.md',
    old: await readFile('docs/events.md', 'utf8').catch(() => ''),
    now: eventPages(integrations),
  },
];
const stale = files.filter(({ old, now }) => old !== now);
if (check) {
  for (const { path } of stale) console.error(`${path} is not what the schemas say: run \`npm run docs\`.`);
  process.exitCode = stale.length > 0 ? 1 : 0;
} else {
  for (const { path, now } of stale) await writeFile(path, now);
  console.log(stale.length > 0 ? `Wrote ${stale.map(({ path }) => path).join(' and ')}.` : 'Nothing to write.');
}
