import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pc from 'picocolors';
import { ROOT } from './root.ts';

/** Runs the body of a script: an error of ours ends it with a sentence in place of a stack. */
export const runScript = async (body: () => Promise<void>): Promise<void> => {
  try {
    await body();
  } catch (error) {
    console.error(pc.red(`✗ ${error instanceof Error ? error.message : String(error)}`));
    process.exitCode = 1;
  }
};

/** Where and with what a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Lines of its output that are not shown. */
  readonly leaveOut?: RegExp;
}

/** Runs a command that prints for itself, and says how it exited. */
export const runCommand = (
  command: string,
  args: readonly string[],
  { cwd, env, leaveOut }: CommandOptions,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const stdout = leaveOut ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['inherit', stdout, 'inherit'] });
    if (leaveOut && child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!leaveOut.test(line)) console.log(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });

const CLI = join(ROOT, 'node_modules/zapier-platform-cli/src/bin/run');

/** Runs Zapier's command-line tool in a folder. Throws when it fails: it has said why by then. */
export const runZapierCli = async (
  args: readonly string[],
  { cwd, env = {}, leaveOut }: CommandOptions,
): Promise<void> => {
  const quiet = { DISABLE_ZAPIER_ANALYTICS: '1', NO_UPDATE_NOTIFIER: '1' };
  // This very Node: the tool refuses to run below 22, and `npm run` puts one of those first.
  const code = await runCommand(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...env, ...quiet },
    ...(leaveOut && { leaveOut }),
  });
  if (code !== 0) throw new Error(`zapier-platform ${args[0]} failed (exit code ${code}). Its reason is above.`);
};
