import { Problem } from '../problem.ts';
import type { Capture } from './capture.ts';
import { readCurl } from './curl.ts';
import { readHar } from './har.ts';
import { readJson } from './json.ts';
import { readRawHttp } from './raw-http.ts';

/** The forms that a recorded request may have, for help texts. */
export const CAPTURE_FORMS = `The request may be
  JSON      {"headers": {…}, "body": "…", "querystring": "…"}, also Zapier's rawRequest
  HTTP      request line, headers, an empty line, the body
  HAR       as browsers and proxies save it; --entry chooses one
  curl      a curl command with --data-raw or -d`;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

/**
 * Reads a recorded request, finding out by itself which form it has.
 *
 * @param entry which entry of a HAR, counted from 1
 */
export const readCapture = (text: string, entry: number): Capture => {
  const json = parseJson(text);
  const capture = json === undefined ? (readCurl(text) ?? readRawHttp(text)) : (readHar(json, entry) ?? readJson(json));
  if (capture) return capture;
  const what = json === undefined ? 'It is neither curl nor HTTP.' : 'It is JSON without “headers”.';
  throw new Problem(`This is not a recorded request. ${what}\n\n${CAPTURE_FORMS}`);
};
