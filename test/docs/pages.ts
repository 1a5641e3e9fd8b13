import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandsIn, type DocumentedCommand, inlineCommandsIn } from '../../scripts/docs/documented-commands.ts';
import { ROOT } from './tools.ts';

/** The pages with commands. Their paths are those of the project. */
export const PAGES: readonly string[] = [
  ...['README.md', 'AGENTS.md', 'CONTRIBUTING.md', 'SECURITY.md', 'bench/results.md'],
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

const read = (page: string): string => readFileSync(join(ROOT, page), 'utf8');

/** The commands in the code blocks of a page. */
export const blockCommandsOf = (page: string): readonly DocumentedCommand[] => commandsIn(page, read(page));

/** The commands in the text of all pages. */
export const inlineCommands = (): readonly DocumentedCommand[] =>
  PAGES.flatMap((page) => inlineCommandsIn(page, read(page)));
