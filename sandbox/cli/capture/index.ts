import { isUtf8 } from 'node:buffer';
import { decode, readInputBytes, sourceOf } from '../input.ts';
import { parseJson } from '../parse-json.ts';
import { UsageError } from '../usage-error.ts';
import { type Capture, decodeBody } from './capture.ts';
import { readCurl } from './curl.ts';
import { readHar } from './har.ts';
import { readJson } from './json.ts';
import { readRawHttp } from './raw-http.ts';

/** The supported formats, for help texts. */
export const CAPTURE_FORMATS = `Formats of a request
  JSON      {"headers": {…}, "body": "…", "querystring": "…"}, such as Zapier's rawRequest
  HTTP      request line, headers, an empty line, the body
  HAR       exported by browsers and proxies; choose an entry with --entry
  curl      a curl command with --data-raw or -d`;

const parseRecord = (text: string): unknown => parseJson(text.replace(/^\uFEFF/, ''));

/**
 * Reads a recorded request and detects its format.
 *
 * @param entry the number of the HAR entry, from 1
 */
export const readCapture = (text: string, entry: number): Capture => {
  const json = parseRecord(text);
  const capture = json === undefined ? (readCurl(text) ?? readRawHttp(text)) : (readHar(json, entry) ?? readJson(json));
  if (capture) return capture;
  const cause = json === undefined ? 'It is neither a curl command nor HTTP.' : 'The JSON has no “headers”.';
  throw new UsageError(`This is not a recorded request. ${cause}\n\n${CAPTURE_FORMATS}`);
};

/** Reads a recorded request from a file, or from standard input. The body of an HTTP message may have any bytes. */
export const readCaptureFile = async (path: string | undefined, entry: number): Promise<Capture> => {
  const bytes = await readInputBytes(path);
  // One character for each byte, so that the body keeps its bytes. JSON is always UTF-8.
  const text = bytes.toString('latin1');
  if (isUtf8(bytes) || parseRecord(text) !== undefined) return readCapture(decode(bytes, sourceOf(path)), entry);
  const capture = readCapture(text, entry);
  return { ...capture, ...decodeBody(Buffer.from(capture.content, 'latin1')) };
};
