import { execFileSync, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';

/** The result of a run of the command line. */
export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const SOURCE = join(import.meta.dirname, '../../sandbox/cli/main.ts');
const BUNDLE = join(import.meta.dirname, `../../dist/test-cli-${process.pid}.js`);
/** Built once for all test files of this process. */
let built: Promise<string> | undefined;

// The sources take five times as long to start: Node.js removes the types of each file.
const buildCli = async (): Promise<string> => {
  // Bundled packages require modules of Node.js.
  const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);";
  await build({
    entryPoints: [SOURCE],
    outfile: BUNDLE,
    bundle: true,
    platform: 'node',
    format: 'esm',
    banner: { js: banner },
  });
  process.once('exit', () => rmSync(BUNDLE, { force: true }));
  return BUNDLE;
};

const run = async (
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  input: string,
): Promise<Ran> => {
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } });
  // A command that refuses its arguments closes standard input unread.
  child.stdin.on('error', () => undefined).end(input);
  const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [code, stdout, stderr] = await Promise.all([closed, text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
};

/**
 * Runs the bundled command line in a separate process, without a terminal.
 *
 * @param input standard input
 * @param env its whole environment, except the path
 */
export const hook = async (
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  input = '',
): Promise<Ran> => {
  built ??= buildCli();
  return run(await built, args, env, input);
};

/** Runs the sources of the command line, as `npm run hook` does. */
export const hookFromSource = (args: readonly string[]): Promise<Ran> => run(SOURCE, args, {}, '');

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
