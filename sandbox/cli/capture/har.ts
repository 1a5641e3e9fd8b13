import * as z from 'zod';
import { UsageError } from '../usage-error.ts';
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
 * Reads one entry of a HAR (HTTP archive).
 *
 * @param number the entry's number, from 1
 * @returns undefined if the JSON is not a HAR
 */
export const readHar = (json: unknown, number: number): Capture | undefined => {
  const { success, data } = schema.safeParse(json);
  if (!success) return undefined;
  const { entries } = data.log;
  const request = entries[number - 1]?.request;
  if (!request) throw new UsageError(`The HAR has no entry ${number}. Choose one from 1 to ${entries.length}.`);
  return {
    method: request.method,
    querystring: queryOf(request.url),
    headers: request.headers,
    content: request.postData?.text ?? '',
    format: `HAR, entry ${number} of ${entries.length}`,
    notes: [],
  };
};
