import type { Bundle, ZObject } from 'zapier-platform-core';
import { contextOf } from './platform/context.ts';
import { appError, fieldLabels, sanitizeErrors } from './platform/errors.ts';
import type { AuthData, ConnectionField, Context, Provider } from './providers/provider.ts';

const isFilled = (auth: AuthData, key: string): boolean => (auth[key] ?? '').trim() !== '';

const areFilled = (auth: AuthData, keys: readonly string[]): boolean => keys.every((key) => isFilled(auth, key));

/** Whether the connection holds anything of a provider's. */
export const isConfigured = ({ connection }: Provider, auth: AuthData): boolean =>
  connection.fields.some(({ key }) => isFilled(auth, key));

const missingFrom = ({ connection }: Provider, auth: AuthData): string[] =>
  connection.groups
    .filter((group) => group.some((key) => isFilled(auth, key)))
    .flatMap((group) => group.filter((key) => !isFilled(auth, key)));

/**
 * Throws what to fill in when the connection does not hold a provider.
 *
 * @param needed keys of the fields to look for: those that triggers need, if nothing else is said
 */
export const requireConnection = (
  call: Context,
  provider: Provider,
  needed: readonly string[] = provider.connection.groups[0] ?? [],
): void => {
  const missing = needed.filter((key) => !isFilled(call.auth, key));
  if (missing.length === 0) return;
  const it = missing.length > 1 ? 'them' : 'it';
  throw appError(
    call,
    `This connection lacks ${fieldLabels(provider, missing)}. Edit the connection and fill ${it} in.`,
  );
};

/** Throws what is wrong with the form as it was filled in, naming the field. */
const checkForm = (call: Context, providers: readonly Provider[]): readonly Provider[] => {
  const used = providers.filter((provider) => isConfigured(provider, call.auth));
  if (used.length === 0) {
    const names = providers.map(({ label }) => label).join(', ');
    throw appError(call, `Nothing is filled in. Fill in the fields of the provider that you use: ${names}.`);
  }
  for (const provider of used) {
    const missing = missingFrom(provider, call.auth);
    if (missing.length > 0) {
      const fields = fieldLabels(provider, missing);
      throw appError(
        call,
        `${fields} ${missing.length > 1 ? 'are' : 'is'} missing. Fill ${missing.length > 1 ? 'them' : 'it'} in, or empty the other ${provider.label} fields.`,
      );
    }
    for (const { key, label, validate: problem } of provider.connection.fields) {
      const value = call.auth[key];
      const wrong = value && problem?.(value);
      if (wrong) throw appError(call, `“${label}” ${wrong}.`);
    }
  }
  return used;
};

const toField = ({ key, label, type, helpText, placeholder }: ConnectionField, required: boolean) => ({
  key,
  label,
  type,
  helpText,
  required,
  ...(placeholder && { placeholder }),
});

/** The form. A user fills in what they use of several providers, but nothing works without the only one's. */
const toForm = (providers: readonly Provider[]) =>
  providers.flatMap(({ connection: { fields, groups } }) => {
    const needed = providers.length === 1 ? (groups[0] ?? []) : [];
    return fields.map((field) => toField(field, needed.includes(field.key)));
  });

/** What the user sees as the name of the connection: `BaseKit (user@brand) · Buildr`. */
const labelOf = (providers: readonly Provider[], auth: AuthData): string =>
  providers
    .filter((provider) => isConfigured(provider, auth))
    .map(({ label, connection }) => {
      const account = connection.account?.(auth);
      return account ? `${label} (${account})` : label;
    })
    .join(' · ');

const openSessions = async (providers: readonly Provider[], call: Context): Promise<Record<string, string>> => {
  const session: Record<string, string> = {};
  for (const { connection } of checkForm(call, providers)) {
    const { session: key, openSession, credentials } = connection;
    if (key && openSession && areFilled(call.auth, credentials)) session[key] = await openSession(call);
  }
  return session;
};

const testConnections = async (providers: readonly Provider[], call: Context): Promise<{ connected: string[] }> => {
  const used = checkForm(call, providers);
  for (const { connection } of used) {
    if (areFilled(call.auth, connection.credentials)) await connection.test?.(call);
  }
  return { connected: used.map(({ label }) => label) };
};

/**
 * The connection a user makes, put together from what each provider asks for. One connection may hold several providers.
 *
 * @see https://docs.zapier.com/platform/build/sessionauth
 */
export const createAuthentication = (providers: readonly Provider[]) => ({
  type: 'session' as const,
  fields: toForm(providers),
  sessionConfig: {
    perform: (z: ZObject, bundle: Bundle) => sanitizeErrors({ z }, () => openSessions(providers, contextOf(z, bundle))),
  },
  test: (z: ZObject, bundle: Bundle) => sanitizeErrors({ z }, () => testConnections(providers, contextOf(z, bundle))),
  connectionLabel: (z: ZObject, bundle: Bundle): string => labelOf(providers, contextOf(z, bundle).auth),
});
