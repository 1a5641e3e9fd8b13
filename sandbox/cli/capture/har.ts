import * as z from 'zod';
import { Problem } from '../problem.ts';
import { type Capture, headersSchema, queryOf } from './capture.ts';

/** @see http://www.softwareishard.com/blog/har-12-spec/ */
const schema = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        request: z.object({
          method: z.string(),
          url: z.string(),
          headers: headersSchema,
          postData: z.object({ text: z.string().optional() }).optional(),
        }),
      }),
    ),
  }),
});

/**
 * Reads one entry of an HTTP archive.
 *
 * @param number which entry, counted from 1
 * @returns nothing where it is no archive
 */
export const readHar = (json: unknown, number: number): Capture | undefined => {
  const { success, data } = schema.safeParse(json);
  if (!success) return undefined;
  const { entries } = data.log;
  const request = entries[number - 1]?.request;
  if (!request) throw new Problem(`The HAR has ${entries.length} entries, so there is no entry ${number}.`);
  return {
    method: request.method,
    querystring: queryOf(request.url),
    headers: request.headers,
    content: request.postData?.text ?? '',
    format: `HAR, entry ${number} of ${entries.length}`,
    notes: [],
  };
};
