import { type Attack, type AttackGroup, SIGNED } from './attack.ts';

const SAME_MEANING = 'It means the same once it is parsed, so code that checks the parsed body does not see it.';
const OTHER_MEANING = 'Code that does not check the body at all, or only a part of it, passes what nobody signed.';

/** A change that changed nothing would be no attack. */
const differing = (body: string, other: string): string => (other === body ? `${body} ` : other);

const changed = (name: string, why: string, change: (body: string) => string): Attack => ({
  name,
  why,
  schemes: SIGNED,
  expected: 'signature_mismatch',
  transform: (genuine) => ({ ...genuine, body: differing(genuine.body, change(genuine.body)) }),
});

const byteAt = (share: number) => (body: string) => {
  const at = Math.min(Math.floor(body.length * share), body.length - 1);
  return body.slice(0, at) + String.fromCharCode(body.charCodeAt(at) ^ 1) + body.slice(at + 1);
};

const reordered = (body: string): string =>
  JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).reverse()));

const escaped = (body: string): string =>
  body.replace(/[^\0-\x7f]/g, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** Bodies that are not what was signed. */
export const bodies: AttackGroup = {
  name: 'Body under its old signature',
  attacks: [
    changed('body changed by one byte at the start', OTHER_MEANING, byteAt(0)),
    changed('body changed by one byte in the middle', OTHER_MEANING, byteAt(0.5)),
    changed('body changed by one byte at the end', OTHER_MEANING, byteAt(1)),
    changed('whitespace added', SAME_MEANING, (body) => body.replace(',', ', ')),
    changed('keys reordered', SAME_MEANING, reordered),
    changed('number re-serialised (1.0)', SAME_MEANING, (body) => body.replace(/:(\d+)([,}\]])/, ':$1.0$2')),
    changed('Unicode escaped', SAME_MEANING, escaped),
    changed('slashes escaped', SAME_MEANING, (body) => body.replace(/\//g, '\\/')),
    changed('BOM added', 'Some readers drop it before the check and some after.', (body) => `\uFEFF${body}`),
    changed('trailing newline', 'Tools add one, and code that trims passes it.', (body) => `${body}\n`),
    changed('body cut off', OTHER_MEANING, (body) => body.slice(0, -1)),
    changed('body twice', OTHER_MEANING, (body) => body + body),
    changed('a key added', OTHER_MEANING, (body) => body.replace('{', '{"added":true,')),
    changed(
      'a key given twice',
      'Parsers differ in which of the two they take, so what is checked is not what is used.',
      (body) => body.replace(/}$/, ',"undocumented":"other"}'),
    ),
    changed('a zero byte at the end', 'Code in C stops reading there.', (body) => `${body}\0`),
    changed('no body', 'An empty body passes where the check is skipped for it.', () => ''),
  ],
};
