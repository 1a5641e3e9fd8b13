import { readFile } from 'node:fs/promises';
import { UsageError } from './usage-error.ts';

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'The file does not exist.',
  EACCES: 'You do not have permission to read the file.',
  EISDIR: 'This is a folder.',
};

/** Reads a file that an option names. */
export const readBytes = (path: string): Promise<Buffer<ArrayBuffer>> =>
  readFile(path).catch((error: unknown) => {
    const { code } = Object(error);
    throw new UsageError(`${path}: ${CAUSES[String(code)] ?? 'The file cannot be read.'}`);
  });

/** Reads a text file that an option names, without a byte order mark. */
export const readText = async (path: string): Promise<string> => new TextDecoder().decode(await readBytes(path));

/** What is wrong with a JSON text. Node's messages also quote the text, which may contain credentials. */
const reasonOf = (error: unknown): string =>
  String(Object(error).message)
    .replace(/, (?:\.\.\.)?".*" is not valid JSON$/s, '')
    .replace(/^Unexpected token .*$/s, 'Unexpected character');

/** Parses a JSON object. */
export const parseObject = (text: string, path: string): Readonly<Record<string, unknown>> => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${path} is not valid JSON: ${reasonOf(error)}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${path} is not a JSON object, such as {"name": "value"}.`);
  return { ...value };
};
