import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { DocumentedCommand } from '../../scripts/docs/documented-commands.ts';

/** A call of a program by a documented command. */
export interface Call {
  readonly command: DocumentedCommand;
  readonly program: string;
  readonly args: readonly string[];
  /** The variable `PROVIDERS`. */
  readonly providers: string;
}

/** What a documented command did. */
export interface Ran {
  readonly command: DocumentedCommand;
  readonly code: number;
  readonly output: string;
  readonly calls: readonly Call[];
}

/** Where and how commands run. */
export interface Setting {
  /** The folder with its files. By default a new, empty one. */
  readonly folder?: string;
  /** The command line that `npm run hook` starts. */
  readonly hook: string;
  /** What `zapier-platform logs` prints. */
  readonly logs?: string;
  /** What the user types. */
  readonly input?: string;
  /** Texts to replace in commands, such as a URL that only exists while the sandbox runs. */
  readonly replace?: Readonly<Record<string, string>>;
}

/** Tools that really run. */
const TOOLS = ['cat', 'openssl', 'sed'];
/** Programs that only note how they are called, except `npm run hook` and `zapier-platform logs` in an example. */
const NOTED = ['npm', 'npx', 'git', 'node', 'zapier-platform', '.ci/run'];

const NOTE = `#!/bin/bash
printf '%s\\0' "$COMMAND" "\${PROVIDERS-}" "$NAME" "$@" > "$CALLS/$$"
[ -n "$RUNS" ] || exit 0
case "$NAME $1 $2 $3 $4" in
  'npm run -s hook --') shift 4; exec "$NODE" "$HOOK" "$@" ;;
  'npx zapier-platform logs '*) printf '%s' "$LOGS" ;;
esac
`;

const writeProgram = async (path: string, code: string): Promise<void> => {
  await writeFile(path, code);
  await chmod(path, 0o755);
};

const writePrograms = async (folder: string, programs: string): Promise<void> => {
  await Promise.all([mkdir(programs, { recursive: true }), mkdir(join(folder, '.ci'), { recursive: true })]);
  await Promise.all([
    ...NOTED.map((name) =>
      writeProgram(
        name.includes('/') ? join(folder, name) : join(programs, name),
        NOTE.replaceAll('$NAME', name === '.ci/run' ? '.ci/run' : name),
      ),
    ),
    ...TOOLS.map((name) => writeProgram(join(programs, name), `#!/bin/bash\nPATH="$REAL_PATH" exec ${name} "$@"\n`)),
  ]);
};

/** Each command runs in the same shell, because later ones use the variables and files of earlier ones. */
const scriptOf = (commands: readonly DocumentedCommand[], replace: Readonly<Record<string, string>>): string =>
  commands
    .map(
      (command, index) => `export COMMAND=${index} RUNS=${command.isExample ? 'yes' : ''}
{ ${Object.entries(replace).reduce((line, [from, to]) => line.replaceAll(from, to), command.text)}
} > "$RESULTS/${index}" 2>&1 < "$RESULTS/input"
echo $? > "$RESULTS/${index}.code"`,
    )
    .join('\n');

const readCalls = async (folder: string, commands: readonly DocumentedCommand[]): Promise<readonly Call[]> =>
  Promise.all(
    (await readdir(folder)).map(async (name) => {
      const [index, providers = '', program = '', ...args] = (await readFile(join(folder, name), 'utf8')).split('\0');
      const command = commands[Number(index)];
      if (!command) throw new Error('A call belongs to no command');
      return { command, program, providers, args: args.slice(0, -1) };
    }),
  );

/** Runs the commands of a page in Bash. A program that is neither noted nor a tool is not found. */
export const runCommands = async (
  commands: readonly DocumentedCommand[],
  { folder, hook, logs = '[]', input = '', replace = {} }: Setting,
): Promise<readonly Ran[]> => {
  const base = await mkdtemp(join(tmpdir(), 'documented-'));
  const work = folder ?? join(base, 'work');
  const programs = join(base, 'programs');
  const results = join(base, 'results');
  const calls = join(base, 'calls');
  await Promise.all([work, results, calls].map((path) => mkdir(path, { recursive: true })));
  await writePrograms(work, programs);
  await writeFile(join(results, 'input'), input);
  const REAL_PATH = process.env['PATH'] ?? '';
  const env = { PATH: programs, HOME: base, RESULTS: results, CALLS: calls, LOGS: logs, HOOK: hook, REAL_PATH };
  const shell = spawn('/bin/bash', ['--norc', '-o', 'pipefail', '-s'], {
    cwd: work,
    env: { ...env, NODE: process.execPath },
  });
  shell.stdin.end(scriptOf(commands, replace));
  const errors = await text(shell.stderr);
  if (errors) throw new Error(`A command cannot be read: ${errors}`);
  const noted = await readCalls(calls, commands);
  const ran = await Promise.all(
    commands.map(async (command, index) => ({
      command,
      code: Number(await readFile(join(results, `${index}.code`), 'utf8')),
      output: await readFile(join(results, String(index)), 'utf8'),
      calls: noted.filter((call) => call.command === command),
    })),
  );
  await rm(base, { recursive: true });
  return ran;
};
