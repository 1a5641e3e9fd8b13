import { parseArgs } from 'node:util';
import { parse } from 'shell-quote';
import { Problem } from '../problem.ts';
import { type Capture, joinHeaders, queryOf } from './capture.ts';

const text = { type: 'string' } as const;
/** The options of curl that take a value; every other is taken for a switch. @see https://curl.se/docs/manpage.html */
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
const BODY = new Set(['data', 'data-raw', 'data-binary', 'data-ascii', 'json']);

// A backslash at the end of a line joins it to the next, but not inside quotes.
const CONTINUATION = /(\$'(?:\\.|[^'\\])*'|'[^']*'|"(?:\\.|[^"\\])*"|\\[^\r\n])|\\\r?\n/gs;

const split = (command: string): string[] => {
  const parts = parse(command.replaceAll(CONTINUATION, '$1'), (name) => process.env[name] ?? '');
  const words: string[] = [];
  for (const part of parts) {
    if (typeof part === 'string') words.push(part);
    else if ('op' in part && part.op === 'glob') words.push(part.pattern);
    else break; // What follows belongs to another command.
  }
  return words;
};

/**
 * Reads a curl command, with variables of the environment filled in as the shell does.
 *
 * @returns nothing where it is another kind of text
 */
export const readCurl = (command: string): Capture | undefined => {
  const bare = command.trim().replace(/^\$ /, '');
  if (!/^curl\s/.test(bare)) return undefined;
  const args = split(bare).slice(1);
  const { values, tokens, positionals } = parseArgs({ args, options: OPTIONS, strict: false, tokens: true });
  const bodies = tokens.flatMap((token) =>
    token.kind === 'option' && BODY.has(token.name) ? [{ name: token.name, value: token.value ?? '' }] : [],
  );
  if (bodies.some(({ name, value }) => name !== 'data-raw' && value.startsWith('@'))) {
    throw new Problem('The curl command takes the body from a file. Put the body itself there, with --data-raw.');
  }
  const pairs = [values.header ?? []].flat().flatMap((header): [string, string][] => {
    const [, name, value] = /^([^:]+):\s*(.*?)\s*$/s.exec(String(header)) ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
  return {
    method: typeof values.request === 'string' ? values.request : bodies.length > 0 ? 'POST' : 'GET',
    querystring: queryOf(typeof values.url === 'string' ? values.url : (positionals[0] ?? '')),
    headers: joinHeaders(pairs),
    content: bodies.map(({ value }) => value).join('&'),
    format: 'curl',
    notes: [],
  };
};
