import { inflateRawSync } from 'node:zlib';
import { AppLoadError } from './app-load-error.ts';

/** A file in a zip. */
export interface ZipEntry {
  readonly path: string;
  readonly content: Buffer;
  /** Whether the content is the target of a symbolic link. */
  readonly isLink: boolean;
}

// https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.7, 4.3.12 and 4.3.16
const END = 0x06054b50;
const END_SIZE = 22;
const MAX_COMMENT = 0xffff;
const ENTRY = 0x02014b50;
const UNIX = 3;
const FILE_TYPE = 0o170000;
const LINK = 0o120000;
const STORED = 0;
const DEFLATED = 8;
/** Bytes of a file: more than any app has, so that a damaged zip does not fill the memory. */
const MAX_SIZE = 250_000_000;

const findEnd = (zip: Buffer): number => {
  for (let at = zip.length - END_SIZE; at >= Math.max(0, zip.length - END_SIZE - MAX_COMMENT); at -= 1)
    if (zip.readUInt32LE(at) === END) return at;
  throw new AppLoadError('It is not a zip, or it is not complete.');
};

const contentOf = (zip: Buffer, at: number): Buffer => {
  const method = zip.readUInt16LE(at + 10);
  const size = zip.readUInt32LE(at + 20);
  const header = zip.readUInt32LE(at + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const data = zip.subarray(start, start + size);
  if (method === STORED) return data;
  if (method === DEFLATED) return inflateRawSync(data, { maxOutputLength: MAX_SIZE });
  throw new AppLoadError(`It uses the compression method ${method}, which Zapier's CLI does not write.`);
};

const readEntries = (zip: Buffer): ZipEntry[] => {
  const end = findEnd(zip);
  const entries: ZipEntry[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (zip.readUInt32LE(at) !== ENTRY) throw new AppLoadError('It is damaged, or larger than 4 GB.');
    const length = zip.readUInt16LE(at + 28);
    const path = zip.toString('utf8', at + 46, at + 46 + length);
    const mode = zip.readUInt8(at + 5) === UNIX ? zip.readUInt16LE(at + 40) : 0;
    if (!path.endsWith('/')) entries.push({ path, content: contentOf(zip, at), isLink: (mode & FILE_TYPE) === LINK });
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return entries;
};

/** Reads a zip with its symbolic links, which zips of apps in npm workspaces have, and most libraries ignore. */
export const readZip = (zip: Buffer): ZipEntry[] => {
  try {
    return readEntries(zip);
  } catch (error) {
    if (error instanceof AppLoadError) throw error;
    throw new AppLoadError(`It is damaged: ${error instanceof Error ? error.message : error}`);
  }
};
