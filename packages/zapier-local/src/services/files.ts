import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import type { Rpc } from './rpc.ts';

interface StoredFile {
  readonly content: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Zapier's file store behind `z.stashFile`. */
export interface Files {
  /** Receives uploads, as Amazon S3 does for Zapier, and serves the files. */
  readonly app: Hono;
  readonly rpc: Rpc;
}

/** Creates a file store. */
export const createFiles = (): Files => {
  const app = new Hono();
  const issued = new Set<string>();
  const files = new Map<string, StoredFile>();

  app.post('/files/', async (c) => {
    // S3 refuses an upload of unknown length. Core recognizes this text.
    if (!c.req.header('content-length')) return c.text('You must provide the Content-Length HTTP header.', 411);
    const form = await c.req.formData();
    const [key, file] = [asText(form.get('key')), form.get('file')];
    if (!issued.has(key)) return c.text('The upload was not requested with get_presigned_upload_post_data.', 403);
    if (file === null) return c.text('The upload has no file.', 400);
    files.set(key, {
      content: new Uint8Array(await new Response(file).arrayBuffer()),
      headers: {
        'Content-Type': asText(form.get('Content-Type')) || 'application/octet-stream',
        'Content-Disposition': asText(form.get('Content-Disposition')) || 'attachment',
      },
    });
    return c.body(null, 204);
  });

  app.get('/files/:key', (c) => {
    const file = files.get(c.req.param('key'));
    return file ? c.body(file.content, 200, file.headers) : c.text('There is no such file.', 404);
  });

  const rpc: Rpc = ({ method, origin }) => {
    if (method !== 'get_presigned_upload_post_data') return undefined;
    const key = randomUUID();
    issued.add(key);
    return { result: { url: `${origin}/files/`, fields: { key } } };
  };
  return { app, rpc };
};
