import * as z from 'zod';
import { Problem } from '../problem.ts';
import { type Capture, headersSchema, queryOf } from './capture.ts';

const REBUILT =
  'The recording holds a parsed body. Its bytes are gone, so they were written anew, which breaks most signatures: record the raw body.';

const BODYLESS =
  'The recording holds headers and no body. Add the body as it came, as a text under “body”: an empty one as "".';

const schema = z.object({
  method: z.string().optional(),
  url: z.string().optional(),
  querystring: z.string().optional(),
  headers: headersSchema,
  body: z.unknown().optional(),
  content: z.unknown().optional(),
  isBase64Encoded: z.boolean().optional(),
});

const wrapper = z.union([
  z.object({ rawRequest: schema }).transform(({ rawRequest }) => rawRequest),
  z.object({ bundle: z.object({ rawRequest: schema }) }).transform(({ bundle }) => bundle.rawRequest),
  schema,
]);

/**
 * Reads `{headers, body or content, querystring?}`, the shape of Zapier's own `bundle.rawRequest`, alone or inside a bundle. A body
 * may be base64, as AWS writes it with `isBase64Encoded`.
 *
 * @returns nothing where it is other JSON
 */
export const readJson = (json: unknown): Capture | undefined => {
  const { success, data } = wrapper.safeParse(json);
  if (!success) return undefined;
  const given = data.content === undefined ? data.body : data.content;
  // AWS writes null for an empty one.
  const body = given === null ? '' : given;
  if (body === undefined) throw new Problem(BODYLESS);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: data.method,
    querystring: data.querystring?.replace(/^\?/, '') ?? queryOf(data.url ?? ''),
    headers: data.headers,
    content: data.isBase64Encoded ? Buffer.from(text, 'base64').toString('utf8') : text,
    format: 'JSON',
    notes: typeof body === 'string' ? [] : [REBUILT],
  };
};
