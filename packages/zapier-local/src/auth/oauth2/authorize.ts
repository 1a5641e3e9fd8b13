import { randomBytes } from 'node:crypto';
import type { Router } from '../../process/network/rules.ts';
import type { Authentication } from '../../zapier/definition.ts';
import { type Connection, ZapierError } from '../../zapier/zaps.ts';
import type { AuthApp } from '../auth-app.ts';
import { authError } from '../auth-error.ts';
import { runAuthStep } from '../auth-step.ts';
import { formData } from '../fields.ts';
import { followToReturn, readCode } from './follow.ts';
import { createPkce } from './pkce.ts';

/** How an account is authorized with OAuth 2. */
export interface AuthorizationOptions {
  /** Where the API sends the user's browser back to. */
  readonly redirectUri: string;
  /** The rules for the network. */
  readonly route: Router;
  /** The app's environment variable `CLIENT_ID`. */
  readonly clientId: string | undefined;
}

type Params = Readonly<Record<string, string | undefined>>;

/** Zapier adds what the app's authorization URL does not contain. */
const withMissing = (text: string, params: Params): URL => {
  if (!URL.canParse(text)) throw authError(`authentication.oauth2Config.authorizeUrl is not a URL: ${text}`);
  const url = new URL(text);
  for (const [name, value] of Object.entries(params)) {
    if (value !== undefined && !url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return url;
};

/** The request of the user's browser that returned, as Zapier passes it to getAccessToken. */
const toRequests = ({ search, searchParams }: URL) => {
  const request = { method: 'GET', headers: {} };
  return {
    rawRequest: { ...request, querystring: search.slice(1), content: '' },
    cleanedRequest: { ...request, querystring: Object.fromEntries(searchParams), content: {} },
  };
};

/**
 * Authorizes an account with OAuth 2 and adds its tokens to the connection, unless it has one. Throws the error that the user would
 * see.
 *
 * @see https://docs.zapier.com/platform/build/oauth
 */
export const authorize = async (
  app: AuthApp,
  authentication: Authentication,
  connection: Connection,
  { redirectUri, route, clientId }: AuthorizationOptions,
): Promise<void> => {
  const { type, oauth2Config } = authentication;
  if (type !== 'oauth2' || !oauth2Config || connection.authData['access_token']) return;
  const { scope, codeParam = 'code', enablePkce } = oauth2Config;
  const form = formData(authentication, connection.authData);
  const pkce = enablePkce ? createPkce() : undefined;
  const state = randomBytes(20).toString('hex');
  const sent = { redirect_uri: redirectUri, state, response_type: 'code', ...pkce?.challenge };

  const outcome = await app.invoke(
    'authentication.oauth2Config.authorizeUrl',
    { inputData: { ...form, ...sent } },
    { ...connection, authData: {} },
  );
  if (!outcome.ok) throw new ZapierError(outcome.error);
  const url = withMissing(String(outcome.results), { client_id: clientId, ...sent, scope });
  const returned = await followToReturn(url, redirectUri, route);
  const code = readCode(returned, state, codeParam);

  const inputData = {
    ...form,
    ...Object.fromEntries(returned.searchParams),
    code,
    redirect_uri: redirectUri,
    ...(pkce && { code_verifier: pkce.verifier }),
  };
  const bundle = { inputData, ...toRequests(returned) };
  await runAuthStep(app, 'authentication.oauth2Config.getAccessToken', bundle, connection);
};
