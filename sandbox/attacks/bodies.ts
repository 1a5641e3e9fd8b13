import { type Attack, type AttackGroup, attackOn } from './attack.ts';
import { isHmac } from './scheme-properties.ts';

const SAME_MEANING = 'It parses to the same value, so code that verifies the parsed body does not notice.';
const OTHER_MEANING = 'Code that verifies only part of the body, or none of it, accepts what was not signed.';

const changed = (name: string, why: string, change: (body: string) => string): Attack =>
  attackOn(isHmac, {
    name,
    why,
    expected: 'signature_mismatch',
    transform: (genuine) => {
      const body = change(genuine.body);
      return { ...genuine, body: body === genuine.body ? `${body} ` : body };
    },
  });

/** Flips a bit of the character at a position from 0 to 1. */
const changeAt = (position: number) => (body: string) => {
  const at = Math.min(Math.floor(body.length * position), body.length - 1);
  return body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
};

const reorder = (body: string): string =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).reverse()));

const escapeUnicode = (body: string): string =>
  body.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Bodies that were not signed. */
export const bodies: AttackGroup = {
  name: 'Changed body with the old signature',
  attacks: [
    changed('First byte of the body changed', OTHER_MEANING, changeAt(0)),
    changed('Middle byte of the body changed', OTHER_MEANING, changeAt(0.5)),
    changed('Last byte of the body changed', OTHER_MEANING, changeAt(1)),
    changed('White space added', SAME_MEANING, (body) => body.replace(',', ', ')),
    changed('Keys reordered', SAME_MEANING, reorder),
    changed('Number written as 1.0', SAME_MEANING, (body) => body.replace(/:(\d+)([,}\]])/, ':$1.0$2')),
    changed('Unicode characters escaped', SAME_MEANING, escapeUnicode),
    changed('Slashes escaped', SAME_MEANING, (body) => body.replace(/\//g, '\\/')),
    changed(
      'Byte order mark added',
      'Some parsers remove it before verification and some after.',
      (body) => `\uFEFF${body}`,
    ),
    changed('Trailing newline added', 'Code that trims the body accepts it.', (body) => `${body}\n`),
    changed('Body cut off by one character', OTHER_MEANING, (body) => body.slice(0, -1)),
    changed('Body repeated', OTHER_MEANING, (body) => body + body),
    changed('Key added', OTHER_MEANING, (body) => body.replace('{', '{"added":true,')),
    changed(
      'Duplicate key added',
      'Parsers differ in which of two equal keys they read, so the verified value may not be the one that is used.',
      (body) => body.replace(/}$/, ',"undocumented":"other"}'),
    ),
    changed('Null byte added at the end', 'C code stops reading there.', (body) => `${body}\0`),
    changed('Body removed', 'Some code skips verification of an empty body.', () => ''),
  ],
};
