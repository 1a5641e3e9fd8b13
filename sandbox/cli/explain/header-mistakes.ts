import { type Case, presented, presenting, proofHeader } from './case.ts';
import type { Mistake } from './mistake.ts';

const UNCHANGED = 'Let nothing between the sender and the check rewrite headers, and map the header’s value alone.';
const AS_DOCUMENTED = 'Make the sender write the signature as the provider documents it.';

/** A mistake in how the signature or token is written; `undo` gives it back as it should be. */
const valueMistake = (
  name: string,
  what: string,
  remedy: string,
  undo: (value: string, made: Case) => readonly string[],
): Mistake => ({
  name,
  what,
  remedy,
  undo(made) {
    const value = presented(made);
    if (!value) return [];
    return undo(value, made)
      .filter((other) => other !== value)
      .map((other) => presenting(made, other));
  },
});

/** A digest in another encoding than the scheme's; `decode` reads that encoding. */
const encodingMistake = (name: string, written: string, decode: (text: string) => Buffer | undefined): Mistake =>
  valueMistake(
    name,
    `The signature is written ${written}, which is not how the provider writes it.`,
    AS_DOCUMENTED,
    (value, { scheme }) => {
      if (scheme.kind === 'token') return [];
      const version = scheme.kind === 'standard' ? 'v1,' : '';
      const digest = decode(value.startsWith(version) ? value.slice(version.length) : value);
      return digest ? [version + digest.toString(scheme.kind === 'hmac' ? scheme.encoding : 'base64')] : [];
    },
  );

const read = (form: RegExp, encoding: BufferEncoding) => (text: string) =>
  form.test(text) ? Buffer.from(text, encoding) : undefined;
const HEX = /^[0-9a-f]{40,128}$/;
const readHex = read(HEX, 'hex');

/** The request with a value that stood elsewhere put where the proof looks. */
const moved = (made: Case): readonly Case[] => {
  const own = proofHeader(made);
  const headers = Object.entries(made.headers).filter(([name]) => name !== own);
  const parameters = made.scheme.kind === 'token' ? Object.entries(made.query) : [];
  return [
    ...headers.map(([name, value]) => ({ ...presenting(made, value), detail: `It is in the header ${name}.` })),
    ...parameters.map(([name, value]) => ({
      ...presenting(made, value),
      detail: `It is in the URL’s parameter ${name}.`,
    })),
  ];
};

/** The request with headers that end like the three of Standard Webhooks put under their names. */
const movedStandard = (made: Case): readonly Case[] => {
  const ending = (end: RegExp) => Object.keys(made.headers).filter((name) => end.test(name));
  return ending(/signature$/).flatMap((signature) =>
    ending(/(^|-)id$/).flatMap((id) =>
      ending(/(^|-)time(stamp)?$/).map((timestamp) => ({
        ...made,
        headers: {
          ...made.headers,
          'svix-signature': made.headers[signature] ?? '',
          'svix-id': made.headers[id] ?? '',
          'svix-timestamp': made.headers[timestamp] ?? '',
        },
        detail: `They are in ${signature}, ${id} and ${timestamp}.`,
      })),
    ),
  );
};

/** Mistakes in headers. */
export const HEADER_MISTAKES: readonly Mistake[] = [
  {
    name: 'header_name',
    what: 'The signature or token has another name or stands in another place than the provider documents.',
    remedy: 'Give each header its documented name; only the Http- that Zapier puts in front may be added, once.',
    undo: (made) => (made.scheme.kind === 'standard' ? movedStandard(made) : moved(made)),
  },
  valueMistake(
    'header_space',
    'There is white space or a quotation mark around the signature or token.',
    UNCHANGED,
    (value) => [value.replace(/^[\s"']+|[\s"']+$/g, '')],
  ),
  valueMistake(
    'header_url_encoding',
    'The signature or token was written for a URL once too often, or a + in it became a space.',
    'Write the value for the URL exactly once, or use a token of letters and digits only.',
    (value) => {
      try {
        return [value.replaceAll(' ', '+'), decodeURIComponent(value)];
      } catch {
        return [value.replaceAll(' ', '+')];
      }
    },
  ),
  valueMistake(
    'header_prefix',
    'There is something in front of the signature or token that does not belong there, such as sha256=.',
    UNCHANGED,
    (value, { scheme }) => {
      const bare = value.replace(
        /^(?:hmac-?)?sha-?(?:1|256|512)\s*[=:,]\s*|^v\d+[=,]|^(?:bearer|token|basic|hmac)\s+/i,
        '',
      );
      return scheme.kind === 'standard' ? [`v1,${bare}`] : [bare];
    },
  ),
  encodingMistake('encoding_hex', 'in hex', readHex),
  encodingMistake('encoding_upper_case', 'in upper case', (text) =>
    text === text.toLowerCase() ? undefined : readHex(text.toLowerCase()),
  ),
  encodingMistake('encoding_padding', 'without the = at its end', read(/^(?=.{43}$)[A-Za-z0-9+/]+$/, 'base64')),
  encodingMistake('encoding_base64', 'in base64', read(/^[A-Za-z0-9+/]{27,86}=*$/, 'base64')),
  encodingMistake('encoding_base64url', 'in base64url, with - and _', read(/^(?=.*[-_])[\w-]{27,86}=*$/, 'base64url')),
  encodingMistake('encoding_twice', 'in base64 made of the hex digits', (text) =>
    readHex(Buffer.from(text, 'base64').toString('latin1')),
  ),
];
