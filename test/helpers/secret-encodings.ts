import { deflateRawSync } from 'node:zlib';

/** Secrets with symbols, spaces, escapes, ordinary words and letters of several scripts. */
export const SECRETS = [
  'p@ss"w\\ord/+=&<é>',
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'two words+plus',
  "o'neil;$ecret",
  'abcd1234',
  '!!@@##$$%%^^&&**',
  'hunter2',
  'correct h0rse',
  'Tr0ub4d',
  '%41%42%43%44',
  '0x41 0x42 0x43',
  '秘密キーユーザー',
  'короткий-ключ',
  'expired-token',
];

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const base64url = (text: string): string => Buffer.from(text).toString('base64url');
const hex = (text: string): string => Buffer.from(text).toString('hex');
const json = (text: string): string => JSON.stringify(text).slice(1, -1);
const unicode = (text: string): string =>
  [...text].map((character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
const html = (text: string): string =>
  text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
const decimal = (text: string): string => [...text].map((character) => `&#${character.codePointAt(0)};`).join('');
const hexadecimal = (text: string): string =>
  [...text].map((character) => `&#x${character.codePointAt(0)?.toString(16)}`).join(';');
const form = (text: string): string => new URLSearchParams({ a: text }).toString().slice(2);
const percent = (text: string): string => [...Buffer.from(text)].map((byte) => `%${byte.toString(16)}`).join('');

const bytes = (text: string, base: number, width = 0): string[] =>
  [...Buffer.from(text)].map((byte) => byte.toString(base).padStart(width, '0'));
const base32 = (text: string): string =>
  (
    bytes(text, 2, 8)
      .join('')
      .match(/.{1,5}/g) ?? []
  )
    .map((bits) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(bits.padEnd(5, '0'), 2)])
    .join('');
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const chunks = (text: string): string[] => text.match(/.{1,7}/gsu) ?? [];

/** Forms in which an API may repeat a secret, or a part of it. */
export const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in upper case': (text) => text.toUpperCase(),
  'JSON-escaped': json,
  'JSON-escaped with \\/': (text) => json(text).replaceAll('/', '\\/'),
  'JSON-escaped as code units': unicode,
  'JSON-escaped twice': (text) => json(json(text)),
  'HTML-escaped': html,
  'HTML-escaped in decimal': decimal,
  'HTML-escaped in hex without semicolons': hexadecimal,
  'HTML-escaped twice': (text) => html(html(text)),
  'form-encoded': form,
  'URL-encoded': encodeURIComponent,
  'URL-encoded in every byte': percent,
  'URL-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
  'URL-encoded in HTML': (text) => html(encodeURIComponent(text)),
  'URL-encoded in JSON code units': (text) => unicode(encodeURIComponent(text)),
  'in Latin-1 percent codes': (text) => percent(text).replace('%c3%a9', '%e9'),
  'in base64': base64,
  'in base64 without padding': (text) => base64(text).replace(/=+$/, ''),
  'in base64url': base64url,
  'in base64 with line breaks': (text) => base64(text).replace(/.{8}/g, '$&\r\n'),
  'in base64 after one byte': (text) => base64(`x${text}`),
  'in base64 after two bytes': (text) => base64(`xy${text}`),
  'in base64 between other bytes': (text) => base64(`user:${text}:more`),
  'in base64url between other bytes': (text) => base64url(`user:${text}:more`),
  'in base64 twice': (text) => base64(base64(text)),
  'in base64 of HTTP Basic in base64': (text) => base64(`Basic ${base64(`user:${text}`)}`),
  'in base64 of JSON': (text) => base64(JSON.stringify({ secret: text })),
  'in base64 of a form': (text) => base64(`secret=${form(text)}`),
  'in hex': hex,
  'in upper-case hex': (text) => hex(text).toUpperCase(),
  'in hex with colons': (text) => hex(text).replace(/..(?=.)/g, '$&:'),
  'in hex of base64': (text) => hex(base64(text)),
  'in URL-encoded base64': (text) => encodeURIComponent(base64(text)),
  'in form-decoded base64': (text) => base64(text).replaceAll('+', ' '),
  'in pieces': (text) => [...text].join('\u200b'),
  'in octal': (text) => `\\${bytes(text, 8, 3).join('\\')}`,
  'in decimal bytes': (text) => bytes(text, 10).join(' '),
  'in binary': (text) => bytes(text, 2, 8).join(' '),
  'in base32': base32,
  'in quoted-printable': (text) => `=${bytes(text, 16, 2).join('=')}`,
  'in UTF-16 in base64': (text) => utf16(text).toString('base64'),
  'in UTF-16 in hex': (text) => utf16(text).toString('hex'),
  'in base64 three times': (text) => base64(base64(base64(text))),
  compressed: (text) => deflateRawSync(text).toString('base64'),
  reversed: (text) => [...text].reverse().join(''),
  'in one tag per character': (text) => [...text].map((character) => `<i>${character}</i>`).join(''),
  'in chunks of 7': (text) => chunks(text).join('<br>'),
  'in numbered chunks of 7': (text) =>
    chunks(text)
      .map((chunk, index) => `part ${index} is ${chunk}`)
      .join('; '),
  'JSON-escaped in base64': (text) => base64(unicode(text)),
  'JSON-escaped in hex': (text) => hex(json(text)),
  'HTML-escaped in base64': (text) => base64(html(text)),
  'URL-encoded in base64url': (text) => base64url(percent(text)),
  'without its last character': (text) => [...text].slice(0, -1).join(''),
  'without its first character': (text) => [...text].slice(1).join(''),
  'without its symbols': (text) => text.replace(/[^\p{L}\p{N}]/gu, ''),
  'as only its letters': (text) => text.replace(/[^\p{L}]/gu, ' '),
};
