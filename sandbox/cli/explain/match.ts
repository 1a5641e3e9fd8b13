import { createHmac } from 'node:crypto';
import { asRecord, asText } from '../../../schema/json.ts';
import type { HmacScheme, SignatureHeaders } from '../../../verification/scheme.ts';
import { parseJson } from '../parse-json.ts';
import { type Candidate, entriesIn, headerOf, type KeyEncoding, signatureOf } from './candidate.ts';

// Independent of the verifiers: the same mistake in both would hide itself.

/** What a request was signed with. */
export interface Match {
  readonly secret: string;
  readonly id?: string | undefined;
  readonly timestamp?: string | undefined;
}

/** The key in a secret; undefined if it is not in the encoding. */
export const readKey = (secret: string, encoding: KeyEncoding): Buffer | undefined => {
  const text = encoding === 'whsec' ? secret.replace(/^whsec_/, '') : secret;
  const key = Buffer.from(text, encoding === 'text' ? 'utf8' : encoding === 'hex' ? 'hex' : 'base64');
  // Text that is not base64 decodes to an empty key, which would be accepted like any other.
  if (key.length === 0) return undefined;
  return encoding === 'whsec' && key.toString('base64') !== text ? undefined : key;
};

const textsAfter = (prefix: string, entries: readonly string[]): readonly string[] =>
  entries.filter((entry) => entry.startsWith(prefix)).map((entry) => entry.slice(prefix.length));

const matchHeaders = (candidate: Candidate, scheme: HmacScheme, names: SignatureHeaders): Match | undefined => {
  const { secrets, keyEncoding, body, charset } = candidate;
  const { algorithm, encoding, timestamp: time, prefix, signedText } = scheme;
  const entries = entriesIn(headerOf(candidate, names.signature) ?? '', scheme);
  const signatures = textsAfter(prefix, entries);
  const id = headerOf(candidate, names.id);
  const timestamp =
    time?.in === 'signature' ? textsAfter(time.prefix, entries)[0] : headerOf(candidate, names.timestamp);
  const parts: Readonly<Record<string, string | undefined>> = { id, timestamp, body };
  const text = signedText.replace(/\{(id|timestamp|body)\}/g, (_, part: string) => parts[part] ?? '');
  const secret = secrets.find((one) => {
    const key = readKey(one, keyEncoding);
    return key && signatures.includes(createHmac(algorithm, key).update(text, charset).digest(encoding));
  });
  if (secret === undefined) return undefined;
  return { secret, id, timestamp: time?.in === 'body' ? asText(asRecord(parseJson(body))[time.key]) : timestamp };
};

/** What the request was signed with, if its signature or token matches, at any time. */
export const matchOf = (candidate: Candidate): Match | undefined => {
  const { scheme, secrets } = candidate;
  switch (scheme.kind) {
    case 'token': {
      const secret = secrets.find((one) => one === signatureOf(candidate));
      return secret === undefined ? undefined : { secret };
    }
    case 'hmac':
      return scheme.headers
        .filter(({ signature }) => headerOf(candidate, signature))
        .map((names) => matchHeaders(candidate, scheme, names))
        .find((match) => match !== undefined);
    default:
      return scheme satisfies never;
  }
};
