import type { Bundle, ZObject } from 'zapier-platform-core';
import { templateValues } from './platform/authorization.ts';
import { fieldLabel, fieldLabels, fieldNames, isConfigured, isFilled } from './platform/connection.ts';
import { type AuthData, type ConnectionField, type Session, sessionOf } from './platform/context.ts';
import { appError, sanitizeErrors } from './platform/errors.ts';
import type { Provider } from './providers/provider.ts';

const areFilled = (auth: AuthData, keys: readonly string[]): boolean => keys.every((key) => isFilled(auth, key));

const missingFrom = ({ connection, secret }: Provider, auth: AuthData): string[] => {
  // The previous secret is only an addition to the current one.
  const needsSecret = secret.previous !== undefined && isFilled(auth, secret.previous);
  const groups = needsSecret ? [...connection.groups, [secret.previous, secret.field]] : connection.groups;
  return groups
    .filter((group) => group.some((key) => isFilled(auth, key)))
    .flatMap((group) => group.filter((key) => !isFilled(auth, key)));
};

const checkProvider = (session: Session, provider: Provider): void => {
  const missing = missingFrom(provider, session.auth);
  if (missing.length > 0) {
    const [are, them] = missing.length > 1 ? ['are', 'them'] : ['is', 'it'];
    const fields = fieldLabels(provider, missing);
    throw appError(session, `${fields} ${are} missing. Fill ${them} in, or clear the other ${provider.label} fields.`);
  }
  for (const [key, { validate }] of Object.entries(provider.connection.fields)) {
    const value = session.auth[key];
    const problem = value && validate?.(value, fieldNames(provider, key));
    if (problem) throw appError(session, `“${fieldLabel(provider, key)}” ${problem}.`);
  }
};

/** The providers that a connection is filled in for. Throws what is wrong with the form, naming the field. */
const checkForm = (session: Session, providers: readonly Provider[]): readonly Provider[] => {
  const used = providers.filter((provider) => isConfigured(provider, session.auth));
  if (used.length === 0) {
    const names = providers.map(({ label }) => label).join(', ');
    throw appError(session, `All fields are empty. Fill in the fields of a provider that you use: ${names}.`);
  }
  for (const provider of used) checkProvider(session, provider);
  return used;
};

const toField = (key: string, label: string, { type, helpText, placeholder }: ConnectionField, required: boolean) => ({
  key,
  label,
  type,
  helpText,
  required,
  ...(placeholder && { placeholder }),
});

/** In an app of several providers all fields are optional: users fill in those of the providers they use. */
const toForm = (providers: readonly Provider[]) =>
  providers.flatMap((provider) => {
    const required = providers.length === 1 ? provider.connection.groups[0] : [];
    return Object.entries(provider.connection.fields).map(([key, field]) =>
      toField(key, fieldLabel(provider, key), field, required.includes(key)),
    );
  });

/** The name of the connection: `BaseKit (user@brand) · Buildr`. */
const labelOf = (providers: readonly Provider[], auth: AuthData): string =>
  providers
    .filter((provider) => isConfigured(provider, auth))
    .map(({ label, connection }) => {
      const account = connection.account?.(auth);
      return account ? `${label} (${account})` : label;
    })
    .join(' · ');

const openSessions = async (providers: readonly Provider[], session: Session): Promise<Record<string, string>> => {
  const values: Record<string, string> = {};
  // Only the test checks the form: an older connection may not pass a newer check, and its session must still be renewed.
  for (const provider of providers) {
    const { session: key, openSession, credentials } = provider.connection;
    if (!areFilled(session.auth, credentials)) continue;
    const context = { ...session, provider };
    if (key && openSession) values[key] = await openSession(context);
    if (provider.isOnlyProvider) Object.assign(values, templateValues(context));
  }
  return values;
};

const testConnections = async (providers: readonly Provider[], session: Session): Promise<{ connected: string[] }> => {
  const used = checkForm(session, providers);
  for (const provider of used) {
    const { credentials, test } = provider.connection;
    if (areFilled(session.auth, credentials)) await test?.({ ...session, provider });
  }
  return { connected: used.map(({ label }) => label) };
};

/** What users enter is enough for some providers. An app of several, and a released app, always have a session. */
const needsSession = (providers: readonly Provider[]): boolean =>
  providers.length > 1 ||
  providers.some(
    ({ connection: { session, keepsSession, authorization } }) =>
      session !== undefined || keepsSession || authorization?.scheme === 'Basic',
  );

const typeOf = (providers: readonly Provider[]) =>
  needsSession(providers)
    ? {
        type: 'session' as const,
        sessionConfig: {
          perform: (z: ZObject, bundle: Bundle) =>
            sanitizeErrors(z, () => openSessions(providers, sessionOf(z, bundle))),
        },
      }
    : { type: 'custom' as const };

/**
 * The connection, composed of the fields of each provider. One connection may be for several providers.
 *
 * @see https://docs.zapier.com/platform/build/sessionauth
 * @see https://docs.zapier.com/platform/build/apikeyauth
 */
export const createAuthentication = (providers: readonly Provider[]) => ({
  ...typeOf(providers),
  fields: toForm(providers),
  test: (z: ZObject, bundle: Bundle) => sanitizeErrors(z, () => testConnections(providers, sessionOf(z, bundle))),
  connectionLabel: (z: ZObject, bundle: Bundle): string => labelOf(providers, sessionOf(z, bundle).auth),
});
