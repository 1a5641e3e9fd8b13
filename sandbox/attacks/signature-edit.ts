import type { HmacScheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { digestOf, keyOf, type SignatureInput, signatureHeaders } from '../providers/sign.ts';
import type { AttackContext } from './context.ts';
import { headerOf, withHeader, withHeaders, withoutHeaders } from './edit.ts';
import type { TimedScheme } from './scheme-properties.ts';

const entriesOf = (request: SignedRequest, { headers, separator }: HmacScheme): readonly string[] => {
  const header = headerOf(request, headers[0].signature);
  return separator === undefined ? [header] : header.split(separator).map((entry) => entry.trim());
};

const isTimeEntry = ({ timestamp }: HmacScheme, entry: string): boolean =>
  timestamp?.in === 'signature' && entry.startsWith(timestamp.prefix);

/** Replaces the entries of the signature's header except the timestamp. */
export const withEntries = (request: SignedRequest, scheme: HmacScheme, entries: readonly string[]): SignedRequest => {
  const times = entriesOf(request, scheme).filter((entry) => isTimeEntry(scheme, entry));
  return withHeader(request, scheme.headers[0].signature, [...times, ...entries].join(scheme.separator ?? ''));
};

/** The signature without its prefix. */
export const signatureOf = (request: SignedRequest, scheme: HmacScheme): string => {
  const entry = entriesOf(request, scheme).find((one) => !isTimeEntry(scheme, one)) ?? '';
  return entry.slice(scheme.prefix.length);
};

/** Replaces the signature. */
export const withSignature = (request: SignedRequest, scheme: HmacScheme, signature: string): SignedRequest =>
  withEntries(request, scheme, [scheme.prefix + signature]);

/** The ID that is signed, or an empty text. */
export const idOf = (request: SignedRequest, { headers: [names] }: HmacScheme): string =>
  names.id === undefined ? '' : headerOf(request, names.id);

/** The timestamp that is signed, or an empty text. */
export const timestampOf = (request: SignedRequest, scheme: HmacScheme): string => {
  const { timestamp: time, headers } = scheme;
  switch (time?.in) {
    case undefined:
    case 'body':
      return '';
    case 'header':
      return headerOf(request, headers[0].timestamp ?? '');
    case 'signature':
      return (
        entriesOf(request, scheme)
          .find((entry) => isTimeEntry(scheme, entry))
          ?.slice(time.prefix.length) ?? ''
      );
    default:
      return time satisfies never;
  }
};

/** A body with another time at a key, or without one: a number where the text is one. */
const withMember = (body: string, key: string, text: string | undefined): string => {
  const value = text !== undefined && String(Number(text)) === text ? Number(text) : text;
  return JSON.stringify({ ...JSON.parse(body), [key]: value });
};

/** Replaces or removes the timestamp, without a new signature. */
export const withTimestamp = (request: SignedRequest, scheme: TimedScheme, text: string | undefined): SignedRequest => {
  const { timestamp: time, headers, separator } = scheme;
  const [names] = headers;
  switch (time.in) {
    case 'body':
      return { ...request, body: withMember(request.body, time.key, text) };
    case 'header': {
      const name = names.timestamp ?? '';
      return text === undefined ? withoutHeaders(request, [name]) : withHeader(request, name, text);
    }
    case 'signature': {
      const others = entriesOf(request, scheme).filter((entry) => !isTimeEntry(scheme, entry));
      const entries = [...(text === undefined ? [] : [time.prefix + text]), ...others];
      return withHeader(request, names.signature, entries.join(separator));
    }
    default:
      return time satisfies never;
  }
};

const partsOf = (request: SignedRequest, { scheme, target }: AttackContext<HmacScheme>): SignatureInput => ({
  body: request.body,
  key: keyOf(scheme, target.secret),
  id: idOf(request, scheme),
  timestamp: timestampOf(request, scheme),
});

/** Signs a request again, with any ID, timestamp, key or body, even those that no sender would sign. Its own body stays. */
export const signedAs = (
  request: SignedRequest,
  context: AttackContext<HmacScheme>,
  changes: Partial<SignatureInput> = {},
): SignedRequest =>
  withHeaders(request, signatureHeaders(context.scheme, { ...partsOf(request, context), ...changes }));

/** Signs a request again with another timestamp, or without one. */
export const signedAt = (
  request: SignedRequest,
  context: AttackContext<TimedScheme>,
  timestamp: string | undefined,
): SignedRequest => {
  const timed = withTimestamp(request, context.scheme, timestamp);
  if (context.scheme.timestamp.in === 'body') return signedAs(timed, context);
  return timestamp === undefined ? timed : signedAs(timed, context, { timestamp });
};

/** The digest of a request with another algorithm, in the encoding of the scheme. */
export const digestWith = (
  request: SignedRequest,
  context: AttackContext<HmacScheme>,
  algorithm: HmacScheme['algorithm'],
): string => digestOf({ ...context.scheme, algorithm }, partsOf(request, context)).toString(context.scheme.encoding);
