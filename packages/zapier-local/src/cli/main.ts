#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';

// The path is the same from the sources and from the published files.
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

await new Command('zapier-local')
  .description('Runs the hook triggers of any Zapier integration on one machine.')
  .version(String(version))
  .action((_options: unknown, command: Command) => command.help())
  .parseAsync();
