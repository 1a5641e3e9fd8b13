import { createHash, createHmac } from 'node:crypto';
import type { Event } from '../../triggers/define-event.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import type { AttackContext } from './context.ts';

/** The value of a header, or an empty text. */
export const headerOf = ({ headers }: SignedRequest, name: string): string =>
  Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? '';

/** Removes headers. */
export const withoutHeaders = (request: SignedRequest, names: readonly string[]): SignedRequest => {
  const removed = names.map((name) => name.toLowerCase());
  const kept = Object.entries(request.headers).filter(([name]) => !removed.includes(name.toLowerCase()));
  return { ...request, headers: Object.fromEntries(kept) };
};

/** Sets a header. */
export const withHeader = (request: SignedRequest, name: string, value: string): SignedRequest => {
  const { headers } = withoutHeaders(request, [name]);
  return { ...request, headers: { ...headers, [name.toLowerCase()]: value } };
};

/** Changes the query. */
export const withQuery = (request: SignedRequest, change: (query: URLSearchParams) => void): SignedRequest => {
  const url = new URL(request.url);
  change(url.searchParams);
  return { ...request, url: url.href };
};

/** Signs a body as the same delivery: with its ID, where its headers have one. @param at when it is sent, now by default */
export const signAgain = (
  request: SignedRequest,
  context: AttackContext,
  body: string,
  at = new Date(),
): SignedRequest =>
  context.sign(
    body,
    context.scheme === 'standard-webhooks' ? { id: headerOf(request, nameOf(context, 'id')), at } : {},
  );

/** The same request and query for another URL. */
export const sentTo = (request: SignedRequest, url: string): SignedRequest => {
  const { search } = new URL(request.url);
  const other = new URL(url);
  other.search = search;
  return { ...request, url: other.href };
};

/** The header or query parameter of the signature or token, or of the ID or timestamp that is signed with it. */
export const nameOf = ({ event, scheme }: AttackContext, part: 'id' | 'timestamp' | 'signature'): string => {
  const { headers, parameters } = event.provider.verifier;
  const names = [...headers, ...parameters];
  const name = scheme === 'standard-webhooks' ? names.find((each) => each.endsWith(`-${part}`)) : names[0];
  if (name === undefined) throw new Error(`${event.key} has no ${part}`);
  return name;
};

const prefixOf = ({ scheme }: AttackContext): string => (scheme === 'standard-webhooks' ? 'v1,' : '');

/** The signature without its version. */
export const signatureOf = (request: SignedRequest, context: AttackContext): string =>
  headerOf(request, nameOf(context, 'signature')).slice(prefixOf(context).length);

/** Replaces the signature. */
export const withSignature = (request: SignedRequest, context: AttackContext, signature: string): SignedRequest =>
  withHeader(request, nameOf(context, 'signature'), prefixOf(context) + signature);

/** The decoded signature. */
export const signatureBytes = (request: SignedRequest, context: AttackContext): Buffer =>
  Buffer.from(signatureOf(request, context), context.scheme === 'hmac-hex' ? 'hex' : 'base64');

/** The token of a request. */
export const tokenOf = (request: SignedRequest, context: AttackContext): string => {
  const name = nameOf(context, 'signature');
  return context.scheme === 'token-query'
    ? (new URL(request.url).searchParams.get(name) ?? '')
    : headerOf(request, name);
};

/** Replaces the token. */
export const withToken = (request: SignedRequest, context: AttackContext, token: string): SignedRequest => {
  const name = nameOf(context, 'signature');
  return context.scheme === 'token-query'
    ? withQuery(request, (query) => query.set(name, token))
    : withHeader(request, name, token);
};

/** Removes everything that the verifier reads except the body. */
export const unsigned = (request: SignedRequest, { event }: Pick<AttackContext, 'event'>): SignedRequest => {
  const { headers, parameters } = event.provider.verifier;
  return withQuery(withoutHeaders(request, headers), (query) => {
    for (const name of parameters) query.delete(name);
  });
};

/** Another secret in the same format. */
export const otherSecret = (secret: string): string => {
  const digest = createHash('sha256').update(`other than ${secret}`).digest();
  return secret.startsWith('whsec_') ? `whsec_${digest.toString('base64')}` : digest.toString('hex');
};

/** Standard Webhooks headers with any ID, timestamp and key, even those that no library would sign. */
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

/** Signs a request with a weak key. @param encoding how Standard Webhooks reads the key */
export const signedWithKey = (
  request: SignedRequest,
  context: AttackContext,
  key: string,
  encoding: BufferEncoding = 'utf8',
): SignedRequest => {
  if (context.scheme === 'standard-webhooks') {
    const [id, timestamp] = [headerOf(request, nameOf(context, 'id')), headerOf(request, nameOf(context, 'timestamp'))];
    const headers = standardHeaders(context, request, { id, timestamp, key: Buffer.from(key, encoding) });
    return { ...request, headers: { ...request.headers, ...headers } };
  }
  if (context.scheme === 'token-header' || context.scheme === 'token-query') return withToken(request, context, key);
  const digest = createHmac('sha256', key).update(request.body).digest();
  return withSignature(request, context, digest.toString(context.scheme === 'hmac-hex' ? 'hex' : 'base64'));
};

/** The top-level keys of a body whose change also changes what the provider reads from the body. */
export const keysThatChange = (
  body: Readonly<Record<string, unknown>>,
  change: (value: unknown) => unknown,
  read: (body: Readonly<Record<string, unknown>>) => unknown,
): string[] => Object.keys(body).filter((key) => read({ ...body, [key]: change(body[key]) }) !== read(body));

/** The key of the event type in a body, if there is one. */
export const typeKey = ({ provider, type }: Event, body: Readonly<Record<string, unknown>>): string | undefined =>
  keysThatChange(
    body,
    () => 'some.other_event',
    (changed) => provider.eventType(changed, type),
  )[0];
