import type { HookRequest } from 'zapier-local';
import { type HmacScheme, headersOf, type Scheme, type TokenScheme } from '../../verification/scheme.ts';
import type { AttackContext } from '../attacks/context.ts';
import { headerOf, withHeader } from '../attacks/edit.ts';
import { rawOf } from '../attacks/raw.ts';
import { forKind } from '../attacks/scheme-properties.ts';
import type { SignedRequest } from '../providers/emulator.ts';

/** A changed request, and whether it may be delivered. */
export interface Mutated {
  readonly request: SignedRequest;
  readonly changes: Partial<HookRequest>;
  readonly mayPass: boolean;
}

/** The name of one of the headers that the sender signs with. */
export const headerAt = (scheme: Scheme, which: number): string => {
  const names = headersOf(scheme);
  return names[which % names.length] ?? '';
};

/** Changes a header. @param isSame whether its new value says the same */
const mutateHeader = (
  genuine: SignedRequest,
  name: string,
  change: (text: string) => string,
  isSame = (before: string, after: string): boolean => before === after,
): Mutated => {
  const before = headerOf(genuine, name);
  const after = change(before);
  return { request: withHeader(genuine, name, after), changes: {}, mayPass: isSame(before, after) };
};

const mutateToken = (
  genuine: SignedRequest,
  { in: place, name }: TokenScheme,
  token: string,
  change: (text: string) => string,
): Mutated => {
  if (place === 'header') return mutateHeader(genuine, name, change);
  const querystring = change(rawOf(genuine).querystring);
  const found = new URLSearchParams(querystring).getAll(name);
  return {
    request: genuine,
    changes: { querystring },
    mayPass: found.length > 0 && found.every((one) => one === token),
  };
};

/** A list passes as long as it contains the genuine signature, and no other timestamp than the genuine one. */
const isSameList =
  ({ separator, timestamp }: HmacScheme) =>
  (before: string, after: string): boolean => {
    if (separator === undefined) return before === after;
    const read = (header: string) => header.split(separator).map((entry) => entry.trim());
    const isTime = (entry: string) => timestamp?.in === 'signature' && entry.startsWith(timestamp.prefix);
    const entries = read(after);
    return (
      read(before).every((entry) => entries.includes(entry)) &&
      entries.filter(isTime).every((entry) => read(before).includes(entry))
    );
  };

/** Changes the query, or one of the headers that the verifier reads. */
export const mutateSignature = (
  genuine: SignedRequest,
  { scheme, target }: AttackContext,
  which: number,
  change: (text: string) => string,
): Mutated =>
  forKind(scheme, {
    token: (token) => mutateToken(genuine, token, target.secret, change),
    hmac: (hmac) => {
      const name = headerAt(hmac, which);
      return mutateHeader(genuine, name, change, name === hmac.headers[0].signature ? isSameList(hmac) : undefined);
    },
  });
