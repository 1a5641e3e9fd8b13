import { createHash, createHmac } from 'node:crypto';
import type { Event } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { AttackContext } from './attack.ts';

/** Ways to change a request, and to sign it apart from the code that verifies. */

export const headerOf = ({ headers }: SignedRequest, name: string): string =>
  Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? '';

export const withoutHeaders = (request: SignedRequest, names: readonly string[]): SignedRequest => {
  const gone = names.map((name) => name.toLowerCase());
  const kept = Object.entries(request.headers).filter(([name]) => !gone.includes(name.toLowerCase()));
  return { ...request, headers: Object.fromEntries(kept) };
};

export const withHeader = (request: SignedRequest, name: string, value: string): SignedRequest => {
  const { headers } = withoutHeaders(request, [name]);
  return { ...request, headers: { ...headers, [name.toLowerCase()]: value } };
};

export const withQuery = (request: SignedRequest, change: (query: URLSearchParams) => void): SignedRequest => {
  const url = new URL(request.url);
  change(url.searchParams);
  return { ...request, url: url.href };
};

/** Sends a request to another URL, with the query that it has. */
export const sentTo = (request: SignedRequest, url: string): SignedRequest => {
  const { search } = new URL(request.url);
  const other = new URL(url);
  other.search = search;
  return { ...request, url: other.href };
};

/** The name of the header or parameter that one part of the proof stands in. */
export const nameOf = ({ event, scheme }: AttackContext, part: 'id' | 'timestamp' | 'signature'): string => {
  const { headers: reads } = event.provider.verifier;
  const name = scheme === 'standard-webhooks' ? reads.find((one) => one.endsWith(`-${part}`)) : reads[0];
  if (name === undefined) throw new Error(`${event.key} has no ${part}`);
  return name;
};

const prefixOf = ({ scheme }: AttackContext): string => (scheme === 'standard-webhooks' ? 'v1,' : '');

/** The signature alone. */
export const signatureOf = (request: SignedRequest, context: AttackContext): string =>
  headerOf(request, nameOf(context, 'signature')).slice(prefixOf(context).length);

/** Puts another signature in the place of the genuine one, in the form that the scheme has. */
export const withSignature = (request: SignedRequest, context: AttackContext, signature: string): SignedRequest =>
  withHeader(request, nameOf(context, 'signature'), prefixOf(context) + signature);

/** The bytes of the genuine signature. */
export const signatureBytes = (request: SignedRequest, context: AttackContext): Buffer =>
  Buffer.from(signatureOf(request, context), context.scheme === 'hmac-hex' ? 'hex' : 'base64');

/** The token that travels with a request, and another in its place. */
export const tokenOf = (request: SignedRequest, context: AttackContext): string => {
  const name = nameOf(context, 'signature');
  return context.scheme === 'token-query'
    ? (new URL(request.url).searchParams.get(name) ?? '')
    : headerOf(request, name);
};
export const withToken = (request: SignedRequest, context: AttackContext, token: string): SignedRequest => {
  const name = nameOf(context, 'signature');
  return context.scheme === 'token-query'
    ? withQuery(request, (query) => query.set(name, token))
    : withHeader(request, name, token);
};

/** Takes all that the proof reads out of a request. */
export const stripped = (request: SignedRequest, { event }: AttackContext): SignedRequest => {
  const { headers: reads } = event.provider.verifier;
  return withQuery(withoutHeaders(request, reads), (query) => {
    for (const name of reads) query.delete(name);
  });
};

/** A secret of the same form that belongs to somebody else. */
export const otherSecret = (secret: string): string => {
  const digest = createHash('sha256').update(`other than ${secret}`).digest();
  return secret.startsWith('whsec_') ? `whsec_${digest.toString('base64')}` : digest.toString('hex');
};

/** Standard Webhooks headers over any text and with any key, also such as no library would sign with. */
export const standardHeaders = (
  context: AttackContext,
  { body }: SignedRequest,
  { id, timestamp, key }: { readonly id: string; readonly timestamp: string; readonly key?: Uint8Array },
): Record<string, string> => {
  const secret = key ?? Buffer.from(context.target.secret.replace(/^whsec_/, ''), 'base64');
  const signature = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
  return {
    [nameOf(context, 'id')]: id,
    [nameOf(context, 'timestamp')]: timestamp,
    [nameOf(context, 'signature')]: `v1,${signature}`,
  };
};

/** A request whose proof is what anybody can compute who guesses the key: for secrets that are none. */
export const signedWithKey = (request: SignedRequest, context: AttackContext, key: string): SignedRequest => {
  if (context.scheme === 'standard-webhooks') {
    const [id, timestamp] = [headerOf(request, nameOf(context, 'id')), headerOf(request, nameOf(context, 'timestamp'))];
    const headers = standardHeaders(context, request, { id, timestamp, key: Buffer.from(key) });
    return { ...request, headers: { ...request.headers, ...headers } };
  }
  if (context.scheme === 'token-header' || context.scheme === 'token-query') return withToken(request, context, key);
  const digest = createHmac('sha256', key).update(request.body).digest();
  return withSignature(request, context, digest.toString(context.scheme === 'hmac-hex' ? 'hex' : 'base64'));
};

/** The key of a body's top level that makes a declared answer of the provider's another one. */
export const keyBehind = (
  body: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
  answer: (body: Readonly<Record<string, unknown>>) => unknown,
): string[] => Object.keys(body).filter((key) => answer({ ...body, [key]: change(body[key]) }) !== answer(body));

/** The key of the body that says which event it is, where one does. */
export const typeKey = ({ provider, type }: Event, body: Readonly<Record<string, unknown>>): string | undefined =>
  keyBehind(
    body,
    () => 'some.other_event',
    (some) => provider.eventType(some, type),
  )[0];
