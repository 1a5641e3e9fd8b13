import type { Case } from './case.ts';
import { type Mistake, maybe } from './mistake.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const RAW =
  'Check the raw body, before anything parses it. In Zapier that is rawRequest.content, in Express express.raw().';
const EDITOR = 'Record the body with a tool that does not touch it, not by pasting it into an editor.';

/** A mistake that changed the body; `undo` gives the body back as it was signed. */
const bodyMistake = (
  name: string,
  what: string,
  remedy: string,
  undo: (body: string) => string | undefined,
): Mistake => ({
  name,
  what,
  remedy,
  undo: (made) =>
    maybe(undo(made.body))
      .filter((body) => body !== made.body)
      .map((body): Case => ({ ...made, body })),
});

const parse = (body: string): Json | undefined => {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
};

/** A body that was parsed and written again; `write` writes it as the provider had. */
const rewritten = (name: string, style: string, write: (json: Json, body: string) => string | undefined): Mistake =>
  bodyMistake(name, `The body was parsed and written again: the provider signed it ${style}.`, RAW, (body) => {
    const json = parse(body);
    return json === undefined ? undefined : write(json, body);
  });

const isObject = (json: Json): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const sorted = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(sorted);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sorted(value)]),
  );
};

// As Python's json.dumps writes.
const spaced = (json: Json): string => {
  if (Array.isArray(json)) return `[${json.map(spaced).join(', ')}]`;
  if (!isObject(json)) return JSON.stringify(json);
  return `{${Object.entries(json)
    .map(([key, value]) => `${JSON.stringify(key)}: ${spaced(value)}`)
    .join(', ')}}`;
};

const escaped = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Mistakes that change the body on its way from the signature to the check. The smallest come first: parsing undoes some of them too. */
export const BODY_MISTAKES: readonly Mistake[] = [
  bodyMistake(
    'body_wrong_charset',
    'The body is UTF-8, but was read in another character set.',
    'Read the body as UTF-8.',
    (body) => (/[\u0080-\u00ff]/.test(body) ? Buffer.from(body, 'latin1').toString('utf8') : undefined),
  ),
  bodyMistake(
    'body_bom_added',
    'A byte order mark was put before the body.',
    `Save without a byte order mark. ${EDITOR}`,
    (body) => body.replace(/^\uFEFF/, ''),
  ),
  bodyMistake('body_bom_removed', 'The byte order mark before the body was removed.', RAW, (body) => `\uFEFF${body}`),
  bodyMistake('body_crlf_added', 'The line breaks of the body were changed from LF to CRLF.', EDITOR, (body) =>
    body.replaceAll('\r\n', '\n'),
  ),
  bodyMistake('body_crlf_removed', 'The line breaks of the body were changed from CRLF to LF.', EDITOR, (body) =>
    body.replace(/\r?\n/g, '\r\n'),
  ),
  bodyMistake('body_newline_added', 'A line break was added at the end of the body.', EDITOR, (body) =>
    body.replace(/(\r?\n)+$/, ''),
  ),
  bodyMistake('body_newline_removed', 'The line break at the end of the body was removed.', RAW, (body) => `${body}\n`),
  rewritten('body_parsed_twice', 'as the JSON that is now a text inside it', (json) =>
    typeof json === 'string' ? json : undefined,
  ),
  rewritten('body_ascii_escaped', 'with \\u escapes in place of letters like ü', (_json, body) => escaped(body)),
  rewritten('body_unescaped', 'with letters like ü in place of \\u escapes', (_json, body) =>
    body.replace(/\\\\|\\u([0-9a-f]{4})/gi, (all, code: string | undefined) =>
      code === undefined || Number.parseInt(code, 16) < 0x80 ? all : String.fromCharCode(Number.parseInt(code, 16)),
    ),
  ),
  rewritten('body_slash_escaped', 'with \\/ in place of /', (_json, body) => body.replace(/(?<!\\)\//g, '\\/')),
  rewritten('body_sorted', 'with its keys in alphabetical order', (json) => {
    const text = JSON.stringify(sorted(json));
    return text === JSON.stringify(json) ? undefined : text;
  }),
  rewritten('body_compact', 'without spaces or line breaks', (json) => JSON.stringify(json)),
  rewritten('body_spaced', 'with a space after each comma and colon', spaced),
  rewritten('body_pretty', 'with line breaks and two spaces of indentation', (json) => JSON.stringify(json, null, 2)),
  rewritten('body_pretty_4', 'with line breaks and four spaces of indentation', (json) =>
    JSON.stringify(json, null, 4),
  ),
];
