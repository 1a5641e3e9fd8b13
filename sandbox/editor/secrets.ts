import type { Connection } from 'zapier-local';
import type { Sandbox } from '../sandbox.ts';
import type { AppView } from './protocol.ts';

/** The values that the page must not show: passwords, session tokens and signing secrets. */
export const secretsOf = (app: AppView, sandbox: Sandbox, connection: Connection | undefined): readonly string[] => {
  const types = new Map(app.fields.map(({ key, type }) => [key, type]));
  // A value without a field is a session token.
  const isSecret = ([key]: readonly [string, string]) => !types.has(key) || types.get(key) === 'password';
  const emulators = sandbox.integrations.map(({ provider }) => sandbox.provider(provider.key));
  const values = [connection?.authData ?? {}, ...emulators.map(({ credentials }) => credentials)];
  return [
    ...values.flatMap((auth) => Object.entries(auth).filter(isSecret)).map(([, value]) => value),
    ...emulators.flatMap(({ targets }) => targets.map(({ secret }) => secret)),
  ];
};
