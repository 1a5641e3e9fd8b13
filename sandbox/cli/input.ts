import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { isRecord } from '../../schema/json.ts';
import { UsageError } from './usage-error.ts';

// The signature covers a byte order mark like every other byte, so it is kept.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const decode = (bytes: Uint8Array, source: string): string => {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new UsageError(`${source} is not UTF-8 text. Zapier passes only UTF-8 text to an app.`);
  }
};

const causeOf = (error: unknown): string => {
  const code = isRecord(error) ? error['code'] : undefined;
  if (code === 'ENOENT') return 'The file does not exist.';
  if (code === 'EACCES') return 'You do not have permission to read the file.';
  return code === 'EISDIR' ? 'This is a folder.' : 'The file cannot be read.';
};

/** Reads a file as text and keeps every byte. */
export const readText = async (path: string): Promise<string> => {
  const bytes = await readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path}: ${causeOf(error)}`);
  });
  return decode(bytes, path);
};

/** Reads a file, or standard input if the path is `-` or absent. */
export const readInput = async (path: string | undefined): Promise<string> => {
  if (path !== undefined && path !== '-') return readText(path);
  if (process.stdin.isTTY) process.stderr.write('Paste the input, then press Enter and Ctrl+D.\n');
  return decode(await buffer(process.stdin), 'The input');
};
