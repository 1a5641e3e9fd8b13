import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import pc from 'picocolors';
import { commandsIn, type DocumentedCommand, isDocumentedOutput } from './docs/documented-commands.ts';
import { ROOT } from './publishing/root.ts';
import { runScript } from './publishing/run.ts';

const LIMIT = 10 * 60_000;
/** How long a command may run on after its documented output, before it counts as a server and is stopped. */
const GRACE = 3000;

const pages = async (): Promise<readonly string[]> => [
  'README.md',
  ...(await readdir(join(ROOT, 'docs'))).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];

const documentedAs = async (command: string): Promise<readonly DocumentedCommand[]> => {
  const all = await Promise.all(
    (await pages()).map(async (page) => commandsIn(page, await readFile(join(ROOT, page), 'utf8'))),
  );
  return all.flat().filter(({ text, output }) => output && text.split(' && ').at(-1) === command);
};

interface Ran {
  readonly output: string;
  readonly isOk: boolean;
}

/** Runs a command in its own process group. A server is stopped once it has printed what is documented. */
const run = async (command: string, isDone: (output: string) => boolean): Promise<Ran> => {
  const child = spawn(command, { cwd: ROOT, shell: true, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = child;
  let output = '';
  let isStopped = false;
  const stop = () => {
    isStopped = true;
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  };
  const limit = setTimeout(stop, LIMIT);
  // The group is not this process's own, so a signal does not reach it.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  let grace: NodeJS.Timeout | undefined;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    process.stdout.write(text);
    output += stripVTControlCharacters(text);
    if (isDone(output)) grace ??= setTimeout(stop, GRACE);
  });
  const [code] = await once(child, 'close');
  clearTimeout(limit);
  clearTimeout(grace);
  return { output, isOk: code === 0 || (isStopped && isDone(output)) };
};

/** Runs a documented command, such as `npm run demo`, and compares its output with the documentation. */
await runScript(async () => {
  const command = process.argv.slice(2).join(' ');
  const documented = await documentedAs(command);
  if (documented.length === 0) throw new Error(`No page shows the output of “${command}”.`);
  const { output, isOk } = await run(command, (text) =>
    documented.every((one) => isDocumentedOutput(text, one.output)),
  );
  const wrong = documented.filter((one) => !isDocumentedOutput(output, one.output));
  for (const one of wrong) console.error(`${one.page}:${one.line} shows another output:\n${one.output}`);
  if (wrong.length > 0) throw new Error(`The output of “${command}” differs from the documentation.`);
  if (!isOk) throw new Error(`“${command}” failed.`);
  console.log(pc.green(`✓ The output is as in ${documented.map(({ page }) => page).join(', ')}.`));
});
