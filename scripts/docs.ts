import { readFile, writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { integrations } from '../integrations.ts';
import { eventsPage } from './docs/events.ts';

const PATH = 'docs/events.md';

const { check } = new Command('npm run docs --')
  .description(`Generates ${PATH} from the schemas.`)
  .option('--check', 'write nothing, and fail if the file is out of date')
  .parse()
  .opts<{ check?: boolean }>();

const page = eventsPage(integrations);
const isCurrent = (await readFile(PATH, 'utf8').catch(() => '')) === page;
if (isCurrent) {
  console.log(`${PATH} is up to date.`);
} else if (check) {
  console.error(`${PATH} is out of date. Run \`npm run docs\`.`);
  process.exitCode = 1;
} else {
  await writeFile(PATH, page);
  console.log(`Wrote ${PATH}.`);
}
