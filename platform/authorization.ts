import type { AuthData, Authorization, ConnectedProvider, Context } from './context.ts';

/** The text after the scheme. White space around a pasted value is not part of it, except in a password. */
const credentialsOf = (authorization: Authorization, auth: AuthData): string => {
  if (authorization.scheme === 'Bearer') return (auth[authorization.token] ?? '').trim();
  const { username, password } = authorization;
  const pair = [(auth[username] ?? '').trim(), password === undefined ? '' : (auth[password] ?? '')].join(':');
  return Buffer.from(pair, 'utf8').toString('base64');
};

/** The header of a request to the provider's API, and the secret in it. */
export const authorized = ({ provider, auth }: Context) => {
  const { authorization } = provider.connection;
  if (!authorization) return { headers: {}, secrets: [] };
  const credentials = credentialsOf(authorization, auth);
  return { headers: { Authorization: `${authorization.scheme} ${credentials}` }, secrets: [credentials] };
};

/**
 * The header of requests that Zapier sends to the provider's API with a connection of the provider's own app, for example for
 * `zapier-platform invoke auth template`. The app's own requests do not use it.
 */
export const requestTemplate = ({ key, connection: { authorization } }: ConnectedProvider) => {
  if (!authorization) return undefined;
  const value = authorization.scheme === 'Bearer' ? authorization.token : encodedKey(key);
  return { headers: { Authorization: `${authorization.scheme} {{bundle.authData.${value}}}` } };
};

const encodedKey = (provider: string): string => `${provider}_basic_credentials`;

/** What a session has to contain for the template, which cannot encode a username and a password itself. */
export const templateValues = ({ provider, auth }: Context): Readonly<Record<string, string>> => {
  const { authorization } = provider.connection;
  return authorization?.scheme === 'Basic' ? { [encodedKey(provider.key)]: credentialsOf(authorization, auth) } : {};
};
