import { randomUUID } from 'node:crypto';
import type { Outcome } from '../process/outcome.ts';
import { isRecord } from '../records.ts';
import type { AuthData } from '../zapier/auth-data.ts';
import type { Bundle } from '../zapier/bundle.ts';
import { type Authentication, isCallable } from '../zapier/definition.ts';
import { createMeta } from '../zapier/meta.ts';
import { type Connection, ZapierError } from '../zapier/zaps.ts';
import type { AuthApp } from './auth-app.ts';
import { completeForm, requireComputed } from './fields.ts';
import { renderLabel, toLabel } from './label.ts';
import { type AuthorizationOptions, authorize } from './oauth2/authorize.ts';
import { openSession } from './renew.ts';

/** The app, as connecting an account needs it. */
export interface ConnectingApp extends AuthApp {
  /** Calls a method, and renews the credentials once if the app asks for it. */
  call(method: string, bundle: Bundle, connection: Connection): Promise<Outcome>;
}

const labelOf = async (
  app: ConnectingApp,
  { connectionLabel }: Authentication,
  connection: Connection,
  tested: unknown,
): Promise<string> => {
  if (isCallable(connectionLabel)) {
    const inputData = isRecord(tested) ? tested : {};
    const outcome = await app.call('authentication.connectionLabel', { inputData, meta: createMeta() }, connection);
    if (!outcome.ok) throw new ZapierError(outcome.error);
    return toLabel(outcome.results);
  }
  return typeof connectionLabel === 'string' ? renderLabel(connectionLabel, connection.authData, tested) : '';
};

/**
 * Connects an account as Zapier does: opens the session or exchanges the code of OAuth 2, tests the connection and asks for its
 * label. Throws the error that the user would see.
 *
 * @param given what the user enters. With OAuth 2, an `access_token` makes the exchange unnecessary.
 */
export const connect = async (
  app: ConnectingApp,
  given: Readonly<Record<string, unknown>>,
  options: AuthorizationOptions,
): Promise<Connection> => {
  const { authentication } = await app.definition();
  // Core's types promise texts: see AuthData.
  const connection = { id: randomUUID(), label: '', authData: given as AuthData };
  if (!authentication) return connection;
  connection.authData = completeForm(authentication, connection.authData);
  await openSession(app, connection);
  await authorize(app, authentication, connection, options);
  requireComputed(authentication, connection.authData);
  const tested = await app.call('authentication.test', { meta: createMeta({ isTestingAuth: true }) }, connection);
  if (!tested.ok) throw new ZapierError(tested.error);
  return Object.assign(connection, { label: await labelOf(app, authentication, connection, tested.results) });
};
