import type { TokenScheme } from '../../verification/scheme.ts';
import type { SignedRequest } from '../providers/emulator.ts';
import { headerOf, withHeader, withQuery } from './edit.ts';

/** The token of a request. */
export const tokenOf = (request: SignedRequest, { in: place, name }: TokenScheme): string =>
  place === 'query' ? (new URL(request.url).searchParams.get(name) ?? '') : headerOf(request, name);

/** Replaces the token. */
export const withToken = (request: SignedRequest, { in: place, name }: TokenScheme, token: string): SignedRequest =>
  place === 'query' ? withQuery(request, (query) => query.set(name, token)) : withHeader(request, name, token);
