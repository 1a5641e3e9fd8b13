import { type Json, parseJson } from '../parse-json.ts';
import type { Candidate } from './candidate.ts';
import type { Mistake } from './mistake.ts';

const USE_RAW_BODY =
  'Verify the raw body, before it is parsed: rawRequest.content in Zapier, express.raw() in Express.';
const RECORD_WITH_TOOL = 'Record the body with a tool that keeps it unchanged. Do not paste it into an editor.';

/** A mistake that changed the body; `undo` returns the body as it was signed. */
const bodyMistake = (
  name: string,
  message: string,
  remedy: string,
  undo: (body: string) => string | undefined,
): Mistake => ({
  name,
  message,
  remedy,
  undo(candidate): Candidate[] {
    const body = undo(candidate.body);
    return body === undefined || body === candidate.body ? [] : [{ ...candidate, body }];
  },
});

/** A body that was parsed and serialized; `write` serializes it as the provider does. */
const reserialized = (name: string, style: string, write: (json: Json, body: string) => string | undefined): Mistake =>
  bodyMistake(
    name,
    `The body was parsed and serialized again. The provider signed it ${style}.`,
    USE_RAW_BODY,
    (body) => {
      const json = parseJson(body);
      return json === undefined ? undefined : write(json, body);
    },
  );

const isObject = (json: Json): json is { readonly [key: string]: Json } =>
  typeof json === 'object' && json !== null && !Array.isArray(json);

const sortKeys = (json: Json): Json => {
  if (Array.isArray(json)) return json.map(sortKeys);
  if (!isObject(json)) return json;
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, sortKeys(value)]),
  );
};

// As Python's json.dumps does.
const writeWithSpaces = (json: Json): string => {
  if (Array.isArray(json)) return `[${json.map(writeWithSpaces).join(', ')}]`;
  if (!isObject(json)) return JSON.stringify(json);
  return `{${Object.entries(json)
    .map(([key, value]) => `${JSON.stringify(key)}: ${writeWithSpaces(value)}`)
    .join(', ')}}`;
};

const escapeNonAscii = (text: string): string =>
  text.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

const unescapeNonAscii = (text: string): string =>
  text.replace(/\\\\|\\u([0-9a-f]{4})/gi, (all, code: string | undefined) =>
    code === undefined || Number.parseInt(code, 16) < 0x80 ? all : String.fromCharCode(Number.parseInt(code, 16)),
  );

/** Mistakes that change the body. The smallest changes come first, because parsing undoes some of them too. */
export const BODY_MISTAKES: readonly Mistake[] = [
  bodyMistake(
    'body_wrong_charset',
    'The body is UTF-8, but it was decoded with another character set.',
    'Decode the body as UTF-8.',
    (body) => (/[\u0080-\u00ff]/.test(body) ? Buffer.from(body, 'latin1').toString('utf8') : undefined),
  ),
  {
    name: 'body_latin1',
    message: 'The sender signed the body in Latin-1. Zapier decodes bodies as UTF-8.',
    remedy: 'Make the sender write and sign the body in UTF-8.',
    undo(candidate) {
      const body = candidate.latin1 ?? candidate.body;
      const isLatin1 = /[\u0080-\u00ff]/.test(body) && !/[^\0-\u00ff]/.test(body);
      return isLatin1 && candidate.charset === 'utf8' ? [{ ...candidate, body, charset: 'latin1' }] : [];
    },
  },
  bodyMistake(
    'body_bom_added',
    'A byte order mark was added to the body.',
    `Save the body without a byte order mark. ${RECORD_WITH_TOOL}`,
    (body) => body.replace(/^\uFEFF/, ''),
  ),
  bodyMistake(
    'body_bom_removed',
    'The byte order mark of the body was removed.',
    USE_RAW_BODY,
    (body) => `\uFEFF${body}`,
  ),
  bodyMistake(
    'body_crlf_added',
    'The line breaks of the body were changed from LF to CRLF.',
    RECORD_WITH_TOOL,
    (body) => body.replaceAll('\r\n', '\n'),
  ),
  bodyMistake(
    'body_crlf_removed',
    'The line breaks of the body were changed from CRLF to LF.',
    RECORD_WITH_TOOL,
    (body) => body.replace(/\r?\n/g, '\r\n'),
  ),
  bodyMistake('body_newline_added', 'A line break was added at the end of the body.', RECORD_WITH_TOOL, (body) =>
    body.replace(/(\r?\n)+$/, ''),
  ),
  bodyMistake(
    'body_newline_removed',
    'The line break at the end of the body was removed.',
    USE_RAW_BODY,
    (body) => `${body}\n`,
  ),
  reserialized('body_parsed_twice', 'as JSON, but it is now a JSON string that contains this JSON', (json) =>
    typeof json === 'string' ? json : undefined,
  ),
  reserialized('body_ascii_escaped', 'with \\u escapes for letters such as ü', (_json, body) => escapeNonAscii(body)),
  reserialized('body_unescaped', 'without \\u escapes for letters such as ü', (_json, body) => unescapeNonAscii(body)),
  reserialized('body_slash_escaped', 'with \\/ for /', (_json, body) => body.replace(/(?<!\\)\//g, '\\/')),
  reserialized('body_sorted', 'with sorted keys', (json) => {
    const text = JSON.stringify(sortKeys(json));
    return text === JSON.stringify(json) ? undefined : text;
  }),
  reserialized('body_compact', 'without spaces and line breaks', (json) => JSON.stringify(json)),
  reserialized('body_spaced', 'with a space after each comma and colon', writeWithSpaces),
  reserialized('body_pretty', 'with line breaks and an indentation of two spaces', (json) =>
    JSON.stringify(json, null, 2),
  ),
  reserialized('body_pretty_4', 'with line breaks and an indentation of four spaces', (json) =>
    JSON.stringify(json, null, 4),
  ),
];
