import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { Problem } from './problem.ts';

// A byte order mark stays: it was signed like every other byte.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array, what: string): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Problem(`${what} is not UTF-8 text, which is all that Zapier hands on.`);
  }
};

const reasonOf = (error: unknown): string => {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return 'There is no such file.';
  if (code === 'EACCES') return 'You may not read it.';
  return code === 'EISDIR' ? 'It is a folder.' : 'It cannot be read.';
};

/** Reads a file as text, every byte of it. */
export const readText = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new Problem(`${path}: ${reasonOf(error)}`);
  });
  return decode(bytes, path);
};

/** Reads a file, or standard input for `-` and where no file is named. */
export const readInput = async (path: string | undefined): Promise<string> => {
  if (path !== undefined && path !== '-') return readText(path);
  if (process.stdin.isTTY) process.stderr.write('Paste it here, then press Enter and Ctrl+D.\n');
  return decode(await buffer(process.stdin), 'The input');
};
