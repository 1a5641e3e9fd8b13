import type { AuthData } from '../zapier/auth-data.ts';
import type { Authentication, AuthField } from '../zapier/definition.ts';
import { authError } from './auth-error.ts';

/** Zapier adds these fields to both types. */
const LOGIN: readonly AuthField[] = [
  { key: 'username', label: 'Username', required: true, computed: false },
  // APIs that use the username for a key accept an empty password.
  { key: 'password', label: 'Password', required: false, computed: false },
];

const isEmpty = (value: unknown): boolean => value === undefined || value === null || value === '';

const fieldsOf = ({ type, fields }: Authentication): readonly AuthField[] => {
  if (type !== 'basic' && type !== 'digest') return fields;
  return [...LOGIN.filter(({ key }) => !fields.some((field) => field.key === key)), ...fields];
};

const named = (fields: readonly AuthField[]): string =>
  fields.map(({ key, label }) => `“${label}” (${key})`).join(', ');

/** What the user enters in the form, without the values that the steps of the authentication added. */
export const formData = (authentication: Authentication, authData: AuthData): AuthData => {
  const keys = new Set(fieldsOf(authentication).flatMap(({ key, computed }) => (computed ? [] : [key])));
  return Object.fromEntries(Object.entries(authData).filter(([key]) => keys.has(key)));
};

/** Fills in the defaults of the form. Throws if a required field is empty. */
export const completeForm = (authentication: Authentication, authData: AuthData): AuthData => {
  const fields = fieldsOf(authentication).filter(({ computed }) => !computed);
  const defaults = fields.flatMap(({ key, default: value }) => (value === undefined ? [] : [[key, value] as const]));
  const filled = { ...Object.fromEntries(defaults), ...authData };
  const missing = fields.filter(({ key, required }) => required && isEmpty(filled[key]));
  if (missing.length > 0) {
    throw authError(`The connection needs ${named(missing)}. Add it to the credentials of the account.`);
  }
  return filled;
};

/** Throws if a required computed field is missing after the steps of the authentication, as Zapier does. */
export const requireComputed = ({ fields }: Authentication, authData: AuthData): void => {
  const missing = fields.filter(({ key, computed, required }) => computed && required && isEmpty(authData[key]));
  if (missing.length === 0) return;
  throw authError(
    `The authentication did not return ${named(missing)}, which the app declares as a required computed field.`,
  );
};
