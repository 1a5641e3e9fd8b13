import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { isRecord } from '../../schema/json.ts';
import { UsageError } from './usage-error.ts';

// The signature covers a byte order mark like every other byte, so it is kept.
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** How messages name an input. */
export const sourceOf = (path: string | undefined): string => (path === undefined || path === '-' ? 'The input' : path);

/** Decodes UTF-8, and fails if the bytes are not. */
export const decode = (bytes: Uint8Array, source: string): string => {
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

const readBytes = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: unknown) => {
    throw new UsageError(`${path}: ${causeOf(error)}`);
  });

/** Reads a file as text and keeps every byte. */
export const readText = async (path: string): Promise<string> => decode(await readBytes(path), path);

/** Reads the bytes of a file, or of standard input if the path is `-` or absent. */
export const readInputBytes = async (path: string | undefined): Promise<Buffer> => {
  if (path !== undefined && path !== '-') return readBytes(path);
  if (process.stdin.isTTY) process.stderr.write('Paste the input, then press Enter and Ctrl+D.\n');
  return buffer(process.stdin);
};

/** Reads a file, or standard input if the path is `-` or absent. */
export const readInput = async (path: string | undefined): Promise<string> =>
  decode(await readInputBytes(path), sourceOf(path));
