import { prepareApp, serializeApp, validateApp } from 'zapier-platform-core/src/tools/schema';
import { createApp } from '../app.ts';
import { integrations } from '../integrations.ts';
import { ANY_EVENT } from '../triggers/define-event.ts';
import { events } from './helpers/sandbox.ts';
import { definitionOf } from './publishing/definition.ts';

/** The public contract: whoever renames one of these breaks every Zap that uses it. */
const TRIGGERS = [
  'basekit_account_holder_created',
  'basekit_account_holder_package_change',
  'basekit_booking_updated',
  'basekit_site_first_publish',
  'basekit_site_publish',
  'basekit_store_order_updated',
  'buildr_company_create',
  'buildr_company_update',
  'buildr_contact_create',
  'buildr_contact_update',
  'buildr_opportunity_create',
  'buildr_opportunity_update',
  'builtfirst_any_event',
  'builtfirst_items_searched',
  'builtfirst_redemption_activated',
  'builtfirst_redemption_clicked',
  'builtfirst_redemption_confirmed',
  'builtfirst_redemption_reviewed',
  'builtfirst_redemption_support_requested',
  'firespring_event',
  'freshpaint_any_event',
  'freshpaint_group',
  'freshpaint_identify',
  'freshpaint_page',
  'freshpaint_track',
];

const CONNECTION = [
  'basekit_api_url',
  'basekit_hmac_secret',
  'basekit_password',
  'basekit_username',
  'buildr_client_id',
  'buildr_client_secret',
  'buildr_webhook_secret',
  'builtfirst_webhook_secret',
  'firespring_api_key',
  'firespring_url_token',
  'firespring_website_id',
  'freshpaint_environment_id',
  'freshpaint_webhook_token',
];

const definition = definitionOf(integrations);

test('core finds nothing wrong with the definition, whole or of one company', () => {
  expect(validateApp(prepareApp(createApp(integrations)))).toEqual([]);
  for (const one of integrations) expect(validateApp(prepareApp(createApp([one])))).toEqual([]);
});

test('core would find something wrong', () => {
  const app = createApp(integrations);
  for (const wrong of [{ version: 'one' }, { flags: { skipHttpPatch: 'yes' } }]) {
    expect(validateApp(prepareApp({ ...app, ...wrong })).length).toBeGreaterThan(0);
  }
});

test('triggers and connection fields have the keys that Zaps hold on to, all of them and no others', async () => {
  const { triggers, authentication } = await definition;
  expect(Object.keys(triggers).sort()).toEqual(TRIGGERS);
  expect(
    Object.values(triggers)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(TRIGGERS);
  expect(authentication.fields.map(({ key }) => key).sort()).toEqual(CONNECTION);
  expect(integrations.flatMap(({ provider }) => provider.connection.session ?? [])).toEqual(['buildr_access_token']);
});

test('providers name only fields of their own connection', () => {
  const named = integrations.flatMap(({ provider: { key, connection, secret } }) => {
    const own = Object.keys(connection.fields);
    const used = [secret.field, ...connection.credentials, ...connection.groups.flat()];
    return used.filter((field) => !own.includes(field)).map((field) => `${key}: ${field}`);
  });
  expect(named).toEqual([]);
});

test('every trigger is a hook; where the provider has no endpoint, Zapier shows the URL with directions', async () => {
  const { triggers } = await definition;
  for (const { provider, key } of events) {
    const { operation, display } = triggers[key] ?? fail(key);
    expect({ key, type: operation['type'] }).toEqual({ key, type: 'hook' });
    const steps = [operation.performSubscribe, operation.performUnsubscribe].filter(Boolean);
    expect({ key, steps: steps.length }).toEqual({ key, steps: provider.subscriptions ? 2 : 0 });
    if (provider.subscriptions) expect(display.directions).toBeUndefined();
    else expect(display.directions?.length).toBeGreaterThan(100);
    expect(display.directions?.length ?? 0).toBeLessThanOrEqual(1000);
  }
});

const fail = (what: string): never => {
  throw new Error(`There is no ${what}`);
};

test('labels, descriptions and nouns are in words for users, and no two are the same', async () => {
  const { triggers } = await definition;
  const displays = Object.values(triggers).map(({ display }) => display);
  for (const { label, description } of displays) {
    expect(label).toMatch(/^[A-Z]\S*( ([A-Z]\S*|a|an|the|of|for|to|in|on|by|with))*$/);
    expect(description).toMatch(/^Triggers when [^.]+\.$/);
  }
  expect(new Set(displays.map(({ label }) => label)).size).toBe(displays.length);
  expect(new Set(displays.map(({ description }) => description)).size).toBe(displays.length);
  for (const { noun } of Object.values(triggers)) expect(noun).toMatch(/^[A-Z][a-z]+( [A-Z][a-z]+)*$/);
});

test('no two triggers of a provider are about the same event, and each has the provider’s own name of it', () => {
  const names = events.map(({ provider, type }) => `${provider.key} ${type}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { key, provider, type, payload } of events) {
    expect(key.startsWith(`${provider.key}_`)).toBe(true);
    if (type !== ANY_EVENT) expect(provider.eventType({}, type) ?? type).toBe(type);
    expect(Object.keys(payload.shape).length).toBeGreaterThan(0);
  }
});

test('samples fit their schemas, and an event by its name is its own', () => {
  for (const { key, output, sample, provider, type } of events) {
    expect({ key, issues: output.safeParse(sample).error?.issues ?? [] }).toEqual({ key, issues: [] });
    if (type !== ANY_EVENT) expect(provider.eventType(sample, type)).toBe(type);
  }
});

const datesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
};

test('dates in samples are ISO 8601 with a zone', () => {
  const dates = events.flatMap(({ sample }) => datesIn(sample));
  // What Builtfirst calls a version of a deal is a time without a zone, handed on as it comes.
  const loose = dates.filter((date) => !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(date));
  expect(dates.length).toBeGreaterThan(40);
  expect([...new Set(loose)]).toEqual(['2022-06-06 20:24:29.809']);
});

test('nothing in the definition becomes a function by accident when core reads it', () => {
  // An object with one or two keys, one of them `source` with “return” in it or `require`, is taken for code.
  const accidents = (value: unknown): unknown[] => {
    if (typeof value !== 'object' || value === null) return [];
    const keys = Object.keys(value);
    const isCode = keys.length <= 2 && keys.some((key) => key === 'source' || key === 'require');
    return [...(isCode ? [value] : []), ...Object.values(value).flatMap(accidents)];
  };
  expect(accidents(serializeApp(prepareApp(createApp(integrations))))).toEqual([]);
});

test('a field of the connection that holds a secret is typed unseen', async () => {
  const { authentication } = await definition;
  for (const { key, ...field } of authentication.fields) {
    const isSecret = /(password|secret|token|api_key)$/.test(key);
    expect({ key, type: field['type'] }).toEqual({ key, type: isSecret ? 'password' : 'string' });
  }
});
