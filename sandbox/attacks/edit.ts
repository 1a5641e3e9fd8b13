import { createHash } from 'node:crypto';
import type { Event } from '../../triggers/define-event.ts';
import { parametersOf, type Scheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { headerNames } from './scheme-properties.ts';

/** The value of a header, or an empty text. */
export const headerOf = ({ headers }: SignedRequest, name: string): string =>
  Object.entries(headers).find(([other]) => other.toLowerCase() === name.toLowerCase())?.[1] ?? '';

/** Removes headers. */
export const withoutHeaders = (request: SignedRequest, names: readonly string[]): SignedRequest => {
  const removed = names.map((name) => name.toLowerCase());
  const kept = Object.entries(request.headers).filter(([name]) => !removed.includes(name.toLowerCase()));
  return { ...request, headers: Object.fromEntries(kept) };
};

/** Sets headers. */
export const withHeaders = (request: SignedRequest, values: Readonly<Record<string, string>>): SignedRequest => {
  const { headers } = withoutHeaders(request, Object.keys(values));
  const added = Object.entries(values).map(([name, value]) => [name.toLowerCase(), value]);
  return { ...request, headers: { ...headers, ...Object.fromEntries(added) } };
};

/** Sets a header. */
export const withHeader = (request: SignedRequest, name: string, value: string): SignedRequest =>
  withHeaders(request, { [name]: value });

/** Changes the query. */
export const withQuery = (request: SignedRequest, change: (query: URLSearchParams) => void): SignedRequest => {
  const url = new URL(request.url);
  change(url.searchParams);
  return { ...request, url: url.href };
};

/** The same request and query for another URL. */
export const sentTo = (request: SignedRequest, url: string): SignedRequest => {
  const { search } = new URL(request.url);
  const other = new URL(url);
  other.search = search;
  return { ...request, url: other.href };
};

/** Removes everything that the verifier reads except the body. */
export const unsigned = (request: SignedRequest, scheme: Scheme): SignedRequest =>
  withQuery(withoutHeaders(request, headerNames(scheme)), (query) => {
    for (const name of parametersOf(scheme)) query.delete(name);
  });

/** A header's name as CGI writes it, so that a lookup finds two. */
export const respelled = (name: string): string => `http_${name.replaceAll('-', '_')}`;

/** Another secret in the same format. */
export const otherSecret = (secret: string): string => {
  const digest = createHash('sha256').update(`other than ${secret}`).digest();
  return secret.startsWith('whsec_') ? `whsec_${digest.toString('base64')}` : digest.toString('hex');
};

/** The top-level keys of a body whose change also changes what the provider reads from the body. */
const keysThatChange = (
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
