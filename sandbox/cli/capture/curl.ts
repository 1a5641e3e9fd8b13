import { parseArgs } from 'node:util';
import { parse } from 'shell-quote';
import { UsageError } from '../usage-error.ts';
import { type Capture, mergeHeaders, queryOf } from './capture.ts';

const text = { type: 'string' } as const;
/** The curl options that have a value. Other options are read as flags. @see https://curl.se/docs/manpage.html */
const OPTIONS = {
  header: { ...text, short: 'H', multiple: true },
  request: { ...text, short: 'X' },
  url: text,
  data: { ...text, short: 'd', multiple: true },
  'data-raw': { ...text, multiple: true },
  'data-binary': { ...text, multiple: true },
  'data-ascii': { ...text, multiple: true },
  json: { ...text, multiple: true },
  'user-agent': { ...text, short: 'A' },
  user: { ...text, short: 'u' },
  cookie: { ...text, short: 'b' },
  referer: { ...text, short: 'e' },
  output: { ...text, short: 'o' },
  'write-out': { ...text, short: 'w' },
  'max-time': { ...text, short: 'm' },
  proxy: { ...text, short: 'x' },
  'connect-timeout': text,
  retry: text,
  resolve: text,
  cacert: text,
} as const;
const BODY_OPTIONS = new Set(['data', 'data-raw', 'data-binary', 'data-ascii', 'json']);

// A backslash at the end of a line continues the command, but not inside quotes.
const CONTINUATION = /(\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"|\\[^\r\n])|\\\r?\n/gs;

const splitCommand = (command: string): string[] => {
  const parts = parse(command.replaceAll(CONTINUATION, '$1'), (name) => process.env[name] ?? '');
  const words: string[] = [];
  for (const part of parts) {
    if (typeof part === 'string') words.push(part);
    else if ('op' in part && part.op === 'glob') words.push(part.pattern);
    else break; // The rest is another command.
  }
  return words;
};

/**
 * Reads a curl command and expands environment variables, as the shell does.
 *
 * @returns undefined if the text is not a curl command
 */
export const readCurl = (command: string): Capture | undefined => {
  const trimmed = command.trim().replace(/^\$ /, '');
  if (!/^curl\s/.test(trimmed)) return undefined;
  const args = splitCommand(trimmed).slice(1);
  const { values, tokens, positionals } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const bodies = tokens.flatMap((token) =>
    token.kind === 'option' && BODY_OPTIONS.has(token.name) ? [{ name: token.name, value: token.value ?? '' }] : [],
  );
  if (bodies.some(({ name, value }) => name !== 'data-raw' && value.startsWith('@'))) {
    throw new UsageError('The curl command reads its body from a file. Pass the body itself with --data-raw.');
  }
  const pairs = [values.header ?? []].flat().flatMap((header): [string, string][] => {
    const [, name, value] = /^([^:]+):\s*(.*?)\s*$/s.exec(String(header)) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return {
    method: typeof values.request === 'string' ? values.request : bodies.length > 0 ? 'POST' : 'GET',
    querystring: queryOf(typeof values.url === 'string' ? values.url : (positionals[0] ?? '')),
    headers: mergeHeaders(pairs),
    content: bodies.map(({ value }) => value).join('&'),
    format: 'curl',
    notes: [],
  };
};
