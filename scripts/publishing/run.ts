import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pc from 'picocolors';
import { ROOT } from './root.ts';

/** Runs the body of a script. An error prints its message, without a stack. */
export const runScript = async (body: () => Promise<void>): Promise<void> => {
  try {
    await body();
  } catch (error) {
    console.error(pc.red(`✗ ${error instanceof Error ? error.message : String(error)}`));
    process.exitCode = 1;
  }
};

/** How a command runs. */
export interface CommandOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Lines of its output to hide. */
  readonly hide?: RegExp;
}

/** Runs a command with its output on the terminal, and returns its exit code. */
export const runCommand = (
  command: string,
  args: readonly string[],
  { cwd, env, hide }: CommandOptions,
): Promise<number> =>
  new Promise((resolve, reject) => {
    const stdout = hide ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: ['inherit', stdout, 'inherit'] });
    if (hide && child.stdout) {
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (!hide.test(line)) console.log(line);
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });

const CLI = join(ROOT, 'node_modules/zapier-platform-cli/src/bin/run');

/** Runs Zapier's CLI in a folder. Throws if it fails, after it has printed the cause. */
export const runZapierCli = async (args: readonly string[], { cwd, env = {}, hide }: CommandOptions): Promise<void> => {
  const quiet = { DISABLE_ZAPIER_ANALYTICS: '1', NO_UPDATE_NOTIFIER: '1' };
  // The current Node: the CLI requires version 22, which `npm run` puts first in the path.
  const code = await runCommand(process.execPath, [CLI, ...args], {
    cwd,
    env: { ...env, ...quiet },
    ...(hide && { hide }),
  });
  if (code !== 0) throw new Error(`“zapier-platform ${args[0]}” failed with exit code ${code}. See its output above.`);
};
