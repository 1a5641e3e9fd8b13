import { isRecord, valueAt } from '../records.ts';
import type { AuthData } from '../zapier/auth-data.ts';

const VARIABLE = /\{\{(.*?)\}\}/gs;

/** A value as a text of a connection's label. */
export const toLabel = (value: unknown): string => {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
};

/**
 * Fills in the variables of a connection label, such as `{{username}}`, `{{bundle.authData.subdomain}}` or
 * `{{bundle.inputData.owner.name}}`.
 *
 * @param tested the result of the connection's test
 * @see https://docs.zapier.com/platform/build/connection-label
 */
export const renderLabel = (template: string, authData: AuthData, tested: unknown): string => {
  const inputData = isRecord(tested) ? tested : {};
  const values = { ...authData, ...inputData, bundle: { authData, inputData } };
  return template.replace(VARIABLE, (_, name: string) => toLabel(valueAt(values, name.trim()))).trim();
};
