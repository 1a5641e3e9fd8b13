import { LIMITS } from './limits.ts';

/** Reads a body. Returns undefined, and stops reading, once it is larger than Zapier accepts. */
export const readBody = async ({ body }: Request): Promise<Buffer | undefined> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > LIMITS.bytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};
