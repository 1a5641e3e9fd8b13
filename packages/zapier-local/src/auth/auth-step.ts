import { isRecord } from '../records.ts';
import type { Bundle } from '../zapier/bundle.ts';
import { kindOf } from '../zapier/results.ts';
import { type Connection, ZapierError } from '../zapier/zaps.ts';
import type { AuthApp } from './auth-app.ts';
import { authError } from './auth-error.ts';

/**
 * Calls a step of the authentication that returns credentials, such as `authentication.sessionConfig.perform`, and adds its result to
 * the connection. Throws the error that the user would see.
 */
export const runAuthStep = async (
  app: AuthApp,
  method: string,
  bundle: Bundle,
  connection: Connection,
): Promise<void> => {
  const outcome = await app.invoke(method, bundle, connection);
  if (!outcome.ok) throw new ZapierError(outcome.error);
  const { results } = outcome;
  if (!isRecord(results)) {
    throw authError(
      `${method} returned ${kindOf(results)}; it must return an object, which becomes part of bundle.authData.`,
    );
  }
  connection.authData = { ...connection.authData, ...Object(results) };
};
