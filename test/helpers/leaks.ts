import { integrations } from '../../integrations.ts';
import { subjectsOf } from '../../sandbox/subjects.ts';

/** Base64 of a text inside a longer text, such as the password in HTTP Basic, without the characters that adjacent bytes affect. */
const base64Of = (text: string): string[] =>
  [0, 1, 2].map((before) => {
    const code = Buffer.from(`${'x'.repeat(before)}${text}`, 'utf8').toString('base64');
    return code.slice(before === 0 ? 0 : before + 1).replace(/.{0,3}=*$/, '');
  });

/** The encodings in which a secret may appear. */
const formsOf = (secret: string): string[] => {
  const bare = secret.replace(/^whsec_|^v1,|^Basic |^Bearer /, '');
  const texts = [secret, bare];
  return texts.flatMap((text) => [
    text,
    encodeURIComponent(text),
    JSON.stringify(text).slice(1, -1),
    ...base64Of(text),
    Buffer.from(text, 'utf8').toString('hex'),
  ]);
};

const SHORTEST = 6;

/** The secrets that appear in texts, in any encoding, with the text around them. */
export const leaksIn = (texts: readonly string[], secrets: Iterable<string>): string[] => {
  const forms = new Set([...secrets].flatMap(formsOf).filter((form) => form.length >= SHORTEST));
  const found = texts.flatMap((text) =>
    [...forms].flatMap((form) => {
      const at = text.indexOf(form);
      return at < 0 ? [] : [text.slice(Math.max(0, at - 120), at + form.length + 40)];
    }),
  );
  return [...new Set(found)];
};

const SECRET_FIELDS = new Set(
  integrations.flatMap(({ provider: { connection } }) => [
    ...Object.entries(connection.fields).flatMap(([key, { type }]) => (type === 'password' ? [key] : [])),
    ...(connection.session === undefined ? [] : [connection.session]),
  ]),
);

/** Whether a value of a connection is a secret. */
export const isSecretField = (key: string): boolean => SECRET_FIELDS.has(key);

/** The headers and query parameters with the signature or token of any provider, in lower case. */
const SIGNATURE_NAMES = new Set(
  integrations
    .flatMap(({ events }) => subjectsOf(events))
    .map(({ event }) => event.provider.verifier.scheme)
    .flatMap((scheme) => (scheme.kind === 'token' ? [scheme.name] : scheme.headers.map(({ signature }) => signature)))
    .map((name) => name.toLowerCase()),
);

/** Whether a header or query parameter contains a signature or token. */
export const isSignature = (name: string): boolean => SIGNATURE_NAMES.has(name.toLowerCase());
