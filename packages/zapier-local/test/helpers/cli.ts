import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Starts `zapier-local` as the leader of a process group, as a terminal does. */
export const spawnCli = (args: readonly string[], cwd?: string): ChildProcess =>
  spawn(process.execPath, [MAIN, ...args], {
    ...(cwd !== undefined && { cwd }),
    env: { PATH: process.env['PATH'], NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });

/** How a command ended. */
export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `zapier-local` and waits for its end. */
export const runCli = async (args: readonly string[], cwd?: string): Promise<CliResult> => {
  const child = spawnCli(args, cwd);
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('The command has no output.');
  const [out, err, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code, stdout: out, stderr: err };
};

/** Sends Ctrl-C to a command and the processes that it has started, as a terminal does. */
export const interrupt = ({ pid }: ChildProcess): void => {
  if (pid !== undefined) process.kill(-pid, 'SIGINT');
};

/** Whether a command, or a process that it has started, is still running. */
export const isRunning = ({ pid }: ChildProcess): boolean => {
  try {
    return pid !== undefined && process.kill(-pid, 0);
  } catch {
    return false;
  }
};

/** Collects the output of a command. */
export const collectOutput = ({ stdout, stderr }: ChildProcess): { stdout: string; stderr: string } => {
  const output = { stdout: '', stderr: '' };
  stdout?.setEncoding('utf8').on('data', (data: string) => {
    output.stdout += data;
  });
  stderr?.setEncoding('utf8').on('data', (data: string) => {
    output.stderr += data;
  });
  return output;
};
