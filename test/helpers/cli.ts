import { execFileSync, spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

// Starting a process takes long on a machine that is busy.
jest.setTimeout(60_000);

/** What a run of the command line came to. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command line in a process of its own, away from any terminal.
 *
 * @param input what it reads from standard input
 * @param env all of its environment but the path
 */
export const hook = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ran> => {
  const path = process.env['PATH'] ?? '';
  const child = spawn(process.execPath, ['sandbox/cli/main.ts', ...args], { env: { PATH: path, ...env } });
  // A command that refuses its arguments does not read what it is given.
  child.stdin.on('error', () => undefined).end(input);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
};

/** What stands in a request that was recorded as JSON. */
export interface Recorded {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly content: string;
  readonly querystring?: string;
}

/** An HMAC by OpenSSL: other code than the proofs' and than the command line's. */
export const openssl = (key: string | Buffer, signed: string, hash: 'sha1' | 'sha256' | 'sha512' = 'sha256'): Buffer =>
  execFileSync(
    'openssl',
    ['dgst', `-${hash}`, '-mac', 'HMAC', '-macopt', `hexkey:${Buffer.from(key).toString('hex')}`, '-binary'],
    { input: signed },
  );
