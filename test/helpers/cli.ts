import { execFileSync, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

// Starting a process may take long on a busy machine.
jest.setTimeout(60_000);

/** The result of a run of the command line. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line in a separate process, without a terminal.
 *
 * @param input standard input
 * @param env its whole environment, except the path
 */
export const hook = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ran> => {
  const path = process.env['PATH'] ?? '';
  const child = spawn(process.execPath, ['sandbox/cli/main.ts', ...args], { env: { PATH: path, ...env } });
  // A command that refuses its arguments closes standard input unread.
  child.stdin.on('error', () => undefined).end(input);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
};

/** A request recorded as JSON. */
export interface Recorded {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly content: string;
  readonly querystring?: string;
}

/** An HMAC computed by OpenSSL, independent of the verifiers and of the command line. */
export const openssl = (key: string | Buffer, signed: string, hash: 'sha1' | 'sha256' | 'sha512' = 'sha256'): Buffer =>
  execFileSync(
    'openssl',
    ['dgst', `-${hash}`, '-mac', 'HMAC', '-macopt', `hexkey:${Buffer.from(key).toString('hex')}`, '-binary'],
    { input: signed },
  );
