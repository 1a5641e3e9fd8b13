import { isRecord, type JsonObject } from '../../../schema/json.ts';
import { readCapture } from '../capture/index.ts';
import { readInput, sourceOf } from '../input.ts';
import { parseJson } from '../parse-json.ts';
import { UsageError } from '../usage-error.ts';

const isCapture = (json: unknown): boolean =>
  isRecord(json) &&
  ['headers', 'log', 'rawRequest', 'bundle'].some((key) => isRecord(json[key]) || Array.isArray(json[key]));

/**
 * Reads the body of an event: a JSON object, or a recorded request with one.
 *
 * @param entry the number of the HAR entry, from 1
 */
export const readBody = async (path: string, entry: number): Promise<JsonObject> => {
  const text = await readInput(path);
  const json = parseJson(text);
  const body = json !== undefined && !isCapture(json) ? json : parseJson(readCapture(text, entry).content);
  if (isRecord(body) && Object.keys(body).length > 0) return body;
  throw new UsageError(
    `${sourceOf(path)} contains no JSON object with fields. Record the body of a delivery, or copy the provider’s example.`,
  );
};
