import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import * as z from 'zod';
import packageJson from '../../package.json' with { type: 'json' };

export const ROOT = join(import.meta.dirname, '../..');
const OUT = join(ROOT, `dist/test-tools-${process.pid}`);

/** The scripts of the project, by name. */
export const SCRIPTS: Readonly<Record<string, string>> = packageJson.scripts;

/** The scripts that read options with commander, with their sources. */
const TOOLS = Object.fromEntries(
  ['attack', 'conform', 'demo', 'docs', 'fuzz', 'hook', 'soak', 'start'].map((name) => [
    name,
    join(ROOT, /[\w/]+\.ts$/.exec(SCRIPTS[name] ?? '')?.[0] ?? ''),
  ]),
);

const run = promisify(execFile);

/** Bundles the tools. Their sources take several times as long to start. */
export const buildTools = async (): Promise<void> => {
  // Bundled packages require modules of Node.js.
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: TOOLS,
    outdir: OUT,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
  });
};

/** Deletes the bundles. */
export const removeTools = (): Promise<void> => rm(OUT, { recursive: true, force: true });

/** The bundle of a tool. */
export const bundleOf = (name: string): string => join(OUT, `${name}.js`);

/** Whether a script reads options itself. */
export const isTool = (name: string): boolean => name in TOOLS;

const helps = new Map<string, Promise<string>>();

/** What `--help` of a tool or of one of its commands prints. */
export const helpOf = (...command: readonly [tool: string, ...rest: readonly string[]]): Promise<string> => {
  const [tool, ...rest] = command;
  const key = command.join(' ');
  const help =
    helps.get(key) ??
    run(process.execPath, [bundleOf(tool), ...rest, '--help'], { cwd: ROOT }).then(({ stdout }) => stdout);
  helps.set(key, help);
  return help;
};

const READ_OPTIONS = `
const { readdirSync } = require('node:fs');
const root = require.resolve('zapier-platform-cli/package.json').replace('package.json', 'src/oclif/commands/');
const idOf = (name) => name.replace('.js', '').replace('/index', '').replaceAll('/', ':');
const optionsOf = ([flag, { char }]) => ['--' + flag, '-' + char];
const files = readdirSync(root, { recursive: true }).filter((name) => name.endsWith('.js'));
const options = files.map((name) => [idOf(name), Object.entries(require(root + name).flags ?? {}).flatMap(optionsOf)]);
console.log(JSON.stringify(Object.fromEntries(options)));
`;

let zapier: Promise<Readonly<Record<string, readonly string[]>>> | undefined;

/** The options of each command of Zapier's command line. Another process reads them, because jest loads modules slowly. */
export const zapierOptions = (): Promise<Readonly<Record<string, readonly string[]>>> => {
  zapier ??= run(process.execPath, ['-e', READ_OPTIONS], { cwd: ROOT }).then(({ stdout }) =>
    z.record(z.string(), z.array(z.string())).parse(JSON.parse(stdout)),
  );
  return zapier;
};
