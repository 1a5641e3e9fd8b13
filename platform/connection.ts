import type { Secrets } from '../verification/secret.ts';
import type { AuthData, ConnectedProvider, ConnectionField, Context, SecretSource } from './context.ts';
import { appError } from './errors.ts';

/** Whether a connection field is filled in. */
export const isFilled = (auth: AuthData, key: string): boolean => (auth[key] ?? '').trim() !== '';

/** Whether any of the provider's fields is filled in. */
export const isConfigured = ({ connection }: ConnectedProvider, auth: AuthData): boolean =>
  Object.keys(connection.fields).some((key) => isFilled(auth, key));

/** A field's label in the connection form: “BaseKit API URL”, or “API URL” in BaseKit's own app. */
export const fieldLabel = ({ label, connection, isOnlyProvider }: ConnectedProvider, key: string): string => {
  const field = connection.fields[key]?.label ?? key;
  return isOnlyProvider ? field : `${label} ${field}`;
};

/** Every delivery needs the names of the secret's field. */
const namesOfFields = new WeakMap<ConnectionField, readonly string[]>();

/** The names of a field and its provider. Users paste them into a field by mistake, so they are never secrets. */
export const fieldNames = (
  { label, connection, otherNames = [] }: ConnectedProvider,
  key: string,
): readonly string[] => {
  const field = connection.fields[key];
  const known = field && namesOfFields.get(field);
  if (known) return known;
  const name = field?.label ?? key;
  const names = [label, name, `${label} ${name}`, key, ...otherNames];
  if (field) namesOfFields.set(field, names);
  return names;
};

/** The connection fields that may contain the secret. */
export const secretFields = ({ field, previous }: SecretSource): readonly string[] =>
  previous === undefined ? [field] : [field, previous];

/** The secrets in the connection. */
export const connectionSecrets = ({ secret }: ConnectedProvider, auth: AuthData): Secrets =>
  secret.previous === undefined
    ? auth[secret.field]
    : secretFields(secret).flatMap((field) => (isFilled(auth, field) ? (auth[field] ?? []) : []));

/** Labels in a sentence: `“BaseKit API URL” and “BaseKit Username”`. */
export const fieldLabels = (provider: ConnectedProvider, keys: readonly string[]): string => {
  const labels = keys.map((key) => `“${fieldLabel(provider, key)}”`);
  return labels.length < 2 ? labels.join('') : `${labels.slice(0, -1).join(', ')} and ${labels.at(-1)}`;
};

/**
 * Throws an error that names the missing connection fields.
 *
 * @param needed keys of the required fields; by default those that triggers need
 */
export const requireConnection = (
  context: Context,
  needed: readonly string[] = context.provider.connection.groups[0],
): void => {
  const missing = needed.filter((key) => !isFilled(context.auth, key));
  if (missing.length === 0) return;
  const fields = fieldLabels(context.provider, missing);
  const [are, them] = missing.length > 1 ? ['are', 'them'] : ['is', 'it'];
  throw appError(context, `${fields} ${are} missing. Edit the connection and fill ${them} in.`);
};
