import type { Router } from '../../process/network/rules.ts';
import { authError } from '../auth-error.ts';
import { visit } from './visit.ts';

const MAX_REDIRECTS = 10;
const GIVE_TOKEN =
  'To connect without this page, add access_token (and refresh_token, if the API has one) to the credentials of the account.';

const isReturn = (url: URL, redirectUri: string): boolean => `${url.origin}${url.pathname}` === redirectUri;

/**
 * Opens an authorization URL as the user's browser does, and follows its redirects until one leads to the redirect URI. Throws if the
 * API needs a user, because no user signs in here.
 */
export const followToReturn = async (authorizationUrl: URL, redirectUri: string, route: Router): Promise<URL> => {
  let url = authorizationUrl;
  for (let count = 0; count < MAX_REDIRECTS; count += 1) {
    const { status, location } = await visit(url, route).catch((error: unknown) => {
      const reason = String(Object(error).message ?? error).replace(/\.?$/, '.');
      throw authError(`The authorization URL cannot be opened: ${reason} ${GIVE_TOKEN}`);
    });
    const isRedirect = status >= 300 && status < 400 && location !== undefined;
    if (!isRedirect || !URL.canParse(location, url.href)) {
      throw authError(
        `${url.origin}${url.pathname} responded with ${status} and did not redirect to Zapier. ${GIVE_TOKEN}`,
      );
    }
    url = new URL(location, url);
    if (isReturn(url, redirectUri)) return url;
    if (!/^https?:$/.test(url.protocol))
      throw authError(`The authorization URL redirects to ${url.protocol}. ${GIVE_TOKEN}`);
  }
  throw authError(`The authorization URL redirects more than ${MAX_REDIRECTS} times. ${GIVE_TOKEN}`);
};

/** Reads the code from the URL that the user's browser returned to. Throws if the API refused, or changed the state. */
export const readCode = (returned: URL, state: string, codeParam: string): string => {
  const { searchParams } = returned;
  const error = searchParams.get('error');
  if (error !== null) {
    const description = searchParams.get('error_description');
    throw authError(`The API refused the authorization: ${error}${description === null ? '' : ` (${description})`}`);
  }
  if (searchParams.get('state') !== state) {
    throw authError('The API redirected to Zapier without the state that the authorization URL contained.');
  }
  const code = searchParams.get(codeParam);
  if (!code) throw authError(`The API redirected to Zapier without “${codeParam}”. ${GIVE_TOKEN}`);
  return code;
};
