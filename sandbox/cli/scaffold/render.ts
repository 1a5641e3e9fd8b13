import type { JsonObject } from '../../../schema/json.ts';
import type { GuessedField } from './guessed-field.ts';

/** A text as it is written in TypeScript. */
export const quote = (text: string): string =>
  `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;

const propertyName = (key: string): string => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : quote(key));

/** A JSON value as it is written in TypeScript. */
export const valueCode = (value: unknown): string => {
  if (typeof value === 'string') return quote(value);
  if (Array.isArray(value)) return `[${value.map(valueCode).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const members = Object.entries(value).map(([key, inner]) => `${propertyName(key)}: ${valueCode(inner)}`);
  return `{ ${members.join(', ')} }`;
};

const fieldCode = ({ label, kind, fields, isNullable, isOptional }: GuessedField): string => {
  const shape = fields.length > 0 ? `, { ${fieldsCode(fields)} }` : '';
  const type = `${kind}(${quote(label)}${shape})`;
  if (isNullable && isOptional) return `nullish(${type})`;
  if (isNullable) return `nullable(${type})`;
  return isOptional ? `optional(${type})` : type;
};

/** The fields of an object, as calls of the functions in `schema/fields.ts`. */
export const fieldsCode = (fields: readonly GuessedField[]): string =>
  fields.map((field) => `${propertyName(field.key)}: ${fieldCode(field)},`).join('\n');

/** The names of the functions that the fields use. */
export const functionsIn = (fields: readonly GuessedField[]): string[] => {
  const names = fields.flatMap(({ kind, isNullable, isOptional, fields: inner }) => [
    kind,
    ...(isNullable && isOptional ? ['nullish'] : isNullable ? ['nullable'] : isOptional ? ['optional'] : []),
    ...functionsIn(inner),
  ]);
  return [...new Set(names)].sort();
};

/** The members of an object, without its braces. */
export const membersCode = (object: JsonObject): string =>
  Object.entries(object)
    .map(([key, value]) => `${propertyName(key)}: ${valueCode(value)},`)
    .join('\n');
