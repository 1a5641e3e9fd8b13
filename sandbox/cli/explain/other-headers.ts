import type { SignatureHeaders } from '../../../verification/scheme.ts';
import { type Candidate, locationOf, signatureOf, withHeaders, withSignature } from './candidate.ts';

/** The names that the headers of a signature have elsewhere, if there are several. */
const PATTERNS: Readonly<Record<keyof SignatureHeaders, RegExp>> = {
  signature: /signature$/,
  id: /(^|-)id$/,
  timestamp: /(^|-)time(stamp)?$/,
};

/** The request with headers that have similar names as its signature, ID and timestamp. */
const withOtherHeaders = (candidate: Candidate, documented: SignatureHeaders): readonly Candidate[] => {
  let found: readonly (readonly (readonly [documented: string, actual: string])[])[] = [[]];
  for (const part of ['signature', 'id', 'timestamp'] as const) {
    const name = documented[part];
    if (name === undefined) continue;
    const similar = Object.keys(candidate.headers).filter((other) => PATTERNS[part].test(other));
    found = found.flatMap((names) => similar.map((other) => [...names, [name, other] as const]));
  }
  return found.map((names) => ({
    ...withHeaders(
      candidate,
      names.map(([name, other]) => [name, candidate.headers[other] ?? '']),
    ),
    detail: `They are in ${names
      .map(([, other]) => other)
      .join(', ')
      .replace(/, ([^,]+)$/, ' and $1')}.`,
  }));
};

/** The request with the value of another header or parameter as its signature or token. */
const withOtherHeader = (candidate: Candidate): readonly Candidate[] => {
  const { scheme, headers, query } = candidate;
  const documented = locationOf(candidate).name.toLowerCase();
  const values = [
    ...Object.entries(headers)
      .filter(([name]) => name !== documented)
      .map(([name, value]) => [value, `the header ${name}`] as const),
    ...(scheme.kind === 'token' ? Object.entries(query) : []).map(
      ([name, value]) => [value, `the query parameter ${name}`] as const,
    ),
  ];
  return values.map(([value, place]) => ({ ...withSignature(candidate, value), detail: `It is in ${place}.` }));
};

/** The request with the values of other headers, where its signature or token may be by mistake. */
export const withOtherNames = (candidate: Candidate): readonly Candidate[] => {
  const { scheme } = candidate;
  const [names] = scheme.kind === 'hmac' ? scheme.headers : [];
  return names?.timestamp || names?.id ? withOtherHeaders(candidate, names) : withOtherHeader(candidate);
};

const DOUBLED = /^(.+?), ?\1$/s;

/** The request with each header that was sent twice as it was sent once. */
export const withSingleHeaders = (candidate: Candidate): readonly Candidate[] => {
  const { scheme, headers } = candidate;
  const signature = signatureOf(candidate);
  if (signature === undefined || locationOf(candidate).in === 'query') return [];
  const once = Object.entries(headers).map(([name, value]) => [name, value.replace(DOUBLED, '$1')] as const);
  const single = withHeaders(candidate, once);
  const { prefix = '', separator = undefined } = scheme.kind === 'hmac' ? scheme : {};
  // Two signatures may differ, such as those of two keys.
  const values =
    separator === undefined
      ? signature.split(/, ?/)
      : [signature.replaceAll(`, ${prefix}`, separator + prefix).replaceAll(`,${prefix}`, separator + prefix)];
  return [single, ...values.filter((value) => value !== signature).map((value) => withSignature(single, value))];
};
