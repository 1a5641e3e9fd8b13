import type { HmacScheme, Scheme, SignatureHeaders, Timestamp, TokenScheme } from '../../verification/scheme.ts';

/** Calls the function for the kind of a scheme. A kind without a function does not compile. */
export const forKind = <T>(
  scheme: Scheme,
  functions: { readonly [Kind in Scheme['kind']]: (scheme: Extract<Scheme, { readonly kind: Kind }>) => T },
): T => {
  switch (scheme.kind) {
    case 'hmac':
      return functions.hmac(scheme);
    case 'token':
      return functions.token(scheme);
    default:
      return scheme satisfies never;
  }
};

/** A scheme whose signature covers a timestamp. */
export type TimedScheme = HmacScheme & { readonly timestamp: Timestamp };
type TimedInSignature = HmacScheme & { readonly timestamp: Extract<Timestamp, { readonly in: 'signature' }> };
/** A scheme whose header may contain several signatures. */
export type ListScheme = HmacScheme & { readonly separator: string };
/** A scheme whose signature covers an ID in a header. */
export type IdScheme = HmacScheme & { readonly headers: readonly [{ readonly id: string }, ...SignatureHeaders[]] };

export const isHmac = (scheme: Scheme): scheme is HmacScheme => scheme.kind === 'hmac';
export const isToken = (scheme: Scheme): scheme is TokenScheme => scheme.kind === 'token';
export const isHex = (scheme: Scheme): scheme is HmacScheme => isHmac(scheme) && scheme.encoding === 'hex';
export const isBase64 = (scheme: Scheme): scheme is HmacScheme => isHmac(scheme) && scheme.encoding === 'base64';
export const hasBase64Key = (scheme: Scheme): scheme is HmacScheme => isHmac(scheme) && scheme.key === 'base64';
export const hasPrefix = (scheme: Scheme): scheme is HmacScheme => isHmac(scheme) && scheme.prefix !== '';
export const isList = (scheme: Scheme): scheme is ListScheme => isHmac(scheme) && scheme.separator !== undefined;
export const isTimed = (scheme: Scheme): scheme is TimedScheme => isHmac(scheme) && scheme.timestamp !== undefined;
export const isTimedInSignature = (scheme: Scheme): scheme is TimedInSignature =>
  isTimed(scheme) && scheme.timestamp.in === 'signature';
export const signsId = (scheme: Scheme): scheme is IdScheme => isHmac(scheme) && scheme.headers[0].id !== undefined;
export const hasSeveralSets = (scheme: Scheme): scheme is HmacScheme => isHmac(scheme) && scheme.headers.length > 1;
export const hasUnsignedValue = (scheme: Scheme): scheme is HmacScheme & { readonly unsignedValue: string } =>
  isHmac(scheme) && scheme.unsignedValue !== undefined;
export const hasUnsignedPing = (scheme: Scheme): scheme is HmacScheme & { readonly unsignedPing: RegExp } =>
  isHmac(scheme) && scheme.unsignedPing !== undefined;

/** Whether the timestamp is in the body, so that it is read only after the signature. */
export const isTimedInBody = (scheme: Scheme): boolean => isTimed(scheme) && scheme.timestamp.in === 'body';

/** Every header that a verifier may read, in every set. */
export const headerNames = (scheme: Scheme): readonly string[] =>
  forKind(scheme, {
    hmac: ({ headers }) =>
      headers.flatMap(({ id, timestamp, signature }) => [
        signature,
        ...(id ? [id] : []),
        ...(timestamp ? [timestamp] : []),
      ]),
    token: ({ in: place, name }) => (place === 'header' ? [name] : []),
  });
