import { type Capture, mergeHeaders, queryOf } from './capture.ts';

const REQUEST_LINE = /^([A-Z]+) (\S+)(?: HTTP\/[\d.]+)?$/;
const HEADER = /^([!#$%&'*+.^_`|~\w-]+):[ \t]*(.*?)[ \t]*$/;

/**
 * Reads a raw HTTP request: an optional request line, headers, an empty line, the body.
 *
 * @returns undefined if the text is not HTTP
 */
export const readRawHttp = (text: string): Capture | undefined => {
  const end = /\r?\n\r?\n/.exec(text);
  const lines = (end ? text.slice(0, end.index) : text.replace(/\r?\n$/, '')).split(/\r?\n/);
  const [, method, path = ''] = REQUEST_LINE.exec(lines[0] ?? '') ?? [];
  const pairs: [string, string][] = [];
  for (const line of method === undefined ? lines : lines.slice(1)) {
    const [, name, value] = HEADER.exec(line) ?? [];
    if (name === undefined || value === undefined) return undefined;
    pairs.push([name, value]);
  }
  return {
    method,
    querystring: queryOf(path),
    headers: mergeHeaders(pairs),
    content: end ? text.slice(end.index + end[0].length) : '',
    format: 'raw HTTP',
    notes: [],
  };
};
