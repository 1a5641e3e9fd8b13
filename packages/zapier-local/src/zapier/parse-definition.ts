import { isRecord, type JsonObject } from '../records.ts';
import type { Action, Authentication, AuthField, Definition, OAuth2Config, SearchOrCreate } from './definition.ts';

const recordOf = (value: unknown): JsonObject => (isRecord(value) ? value : {});
const textOf = (value: unknown, fallback: string): string => (typeof value === 'string' ? value : fallback);

const mapRecord = <T>(value: unknown, parse: (item: JsonObject, key: string) => T): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(recordOf(value)).map(([key, item]) => [key, parse(recordOf(item), key)]));

const toAction = ({ noun, display, operation }: JsonObject, key: string): Action => {
  const { label, description, directions, hidden } = recordOf(display);
  return {
    key,
    noun: textOf(noun, key),
    display: {
      label: textOf(label, key),
      description: textOf(description, ''),
      ...(typeof directions === 'string' && { directions }),
      hidden: hidden === true,
    },
    operation: recordOf(operation),
  };
};

const toSearchOrCreate = ({ search, create }: JsonObject, key: string): SearchOrCreate => ({
  key,
  search: textOf(search, ''),
  create: textOf(create, ''),
});

const toAuthField = (field: JsonObject): AuthField[] => {
  const { key, label, required, computed, default: value } = field;
  if (typeof key !== 'string') return [];
  return [
    {
      ...field,
      key,
      label: textOf(label, key),
      required: required !== false,
      computed: computed === true,
      ...(value !== undefined && value !== null && { default: String(value) }),
    },
  ];
};

const toOAuth2Config = (config: JsonObject): OAuth2Config => {
  const { refreshAccessToken, scope, codeParam, autoRefresh, enablePkce } = config;
  return {
    refreshAccessToken,
    ...(typeof scope === 'string' && { scope }),
    ...(typeof codeParam === 'string' && { codeParam }),
    autoRefresh: autoRefresh === true,
    enablePkce: enablePkce === true,
  };
};

const toAuthentication = (authentication: JsonObject): Authentication => {
  const { type, fields, connectionLabel, oauth2Config } = authentication;
  return {
    type: textOf(type, 'custom'),
    fields: Array.isArray(fields) ? fields.map(recordOf).flatMap(toAuthField) : [],
    connectionLabel,
    ...(isRecord(oauth2Config) && { oauth2Config: toOAuth2Config(oauth2Config) }),
  };
};

/** Reads the definition of an app, as core serializes it. */
export const parseDefinition = (value: unknown): Definition => {
  const app = recordOf(value);
  const { version, authentication, triggers, searches, creates, flags } = app;
  return {
    version: textOf(version, '0.0.0'),
    ...(isRecord(authentication) && { authentication: toAuthentication(authentication) }),
    triggers: mapRecord(triggers, toAction),
    searches: mapRecord(searches, toAction),
    creates: mapRecord(creates, toAction),
    searchOrCreates: mapRecord(app['searchOrCreates'] ?? app['searchAndCreates'], toSearchOrCreate),
    flags: recordOf(flags),
  };
};
