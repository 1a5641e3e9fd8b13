import { isCallable } from '../zapier/definition.ts';
import type { Connection } from '../zapier/zaps.ts';
import type { AuthApp } from './auth-app.ts';
import { runAuthStep } from './auth-step.ts';
import { formData } from './fields.ts';

/**
 * Exchanges the user's credentials for a session, where the app has one. Documented as `bundle.inputData`, they are in
 * `bundle.authData` as well, where Zapier's own example apps read them.
 */
export const openSession = async (app: AuthApp, connection: Connection): Promise<void> => {
  const { authentication } = await app.definition();
  if (authentication?.type !== 'session') return;
  const inputData = formData(authentication, connection.authData);
  await runAuthStep(app, 'authentication.sessionConfig.perform', { inputData }, connection);
};

/**
 * Renews the credentials after a RefreshAuthError: a session, or an access token with `autoRefresh`. Throws the error that the user
 * would see.
 *
 * @returns whether the app can renew them
 */
export const renew = async (app: AuthApp, connection: Connection): Promise<boolean> => {
  const { authentication } = await app.definition();
  if (authentication?.type === 'session') {
    await openSession(app, connection);
    return true;
  }
  const { autoRefresh, refreshAccessToken } = authentication?.oauth2Config ?? {};
  if (!authentication || !autoRefresh || !isCallable(refreshAccessToken)) return false;
  const inputData = formData(authentication, connection.authData);
  await runAuthStep(app, 'authentication.oauth2Config.refreshAccessToken', { inputData }, connection);
  return true;
};
