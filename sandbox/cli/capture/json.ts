import * as z from 'zod';
import { UsageError } from '../usage-error.ts';
import { type Capture, decodeBody, headersSchema, queryOf } from './capture.ts';

const PARSED_BODY =
  'The recording contains a parsed body, which was serialized again. Most signatures do not match then. Record the raw body.';

const NO_BODY =
  'The recording contains headers but no body. Add the raw body as a string under “body”. If it is empty, use "".';

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
 * Reads `{headers, body or content, querystring?}`, the shape of Zapier's `bundle.rawRequest`, with or without the bundle around it.
 * The body may be base64, as AWS writes it with `isBase64Encoded`.
 *
 * @returns undefined if the JSON has another shape
 */
export const readJson = (json: unknown): Capture | undefined => {
  const { success, data } = wrapper.safeParse(json);
  if (!success) return undefined;
  const content = data.content === undefined ? data.body : data.content;
  // AWS writes null for an empty body.
  const body = content === null ? '' : content;
  if (body === undefined) throw new UsageError(NO_BODY);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method: data.method,
    querystring: data.querystring?.replace(/^\?/, '') ?? queryOf(data.url ?? ''),
    headers: data.headers,
    ...(data.isBase64Encoded ? decodeBody(Buffer.from(text, 'base64')) : { content: text }),
    format: 'JSON',
    notes: typeof body === 'string' ? [] : [PARSED_BODY],
  };
};
