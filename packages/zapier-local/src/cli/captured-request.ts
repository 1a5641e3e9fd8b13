/** A request to a webhook URL, without the URL. */
export interface DeliveryRequest {
  readonly method: string;
  /** Without a question mark. */
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/;
const HEADER = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/;
/** The connection has its own. */
export const OF_THE_CONNECTION = new Set([
  'connection',
  'content-length',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const EMPTY_LINE = /\r?\n\r?\n/;

/** The headers of a request. A header that occurs several times has one value with commas. */
const readHeaders = (lines: readonly string[]): Record<string, string> | undefined => {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    const earlier = headers[name];
    if (!OF_THE_CONNECTION.has(name.toLowerCase()))
      headers[name] = earlier === undefined ? value : `${earlier}, ${value}`;
  }
  return headers;
};

/**
 * Reads a captured HTTP request: the request line, headers, an empty line and the body, of which every byte is kept.
 *
 * @returns undefined if the bytes are not an HTTP request
 */
export const readCapturedRequest = (bytes: Buffer<ArrayBuffer>): DeliveryRequest | undefined => {
  // One character for each byte, so that positions in the text are positions in the file.
  const text = bytes.toString('latin1');
  const end = EMPTY_LINE.exec(text);
  const head = end ? text.slice(0, end.index) : text.trimEnd();
  const [first = '', ...lines] = head.split(/\r?\n/);
  const [, method, target = ''] = REQUEST_LINE.exec(first) ?? [];
  const headers = readHeaders(lines);
  if (method === undefined || !headers || lines.length === 0) return undefined;
  const body = end ? bytes.subarray(end.index + end[0].length) : Buffer.alloc(0);
  const [, query = ''] = /\?([^#]*)/.exec(target) ?? [];
  return { method, query, headers, body };
};
