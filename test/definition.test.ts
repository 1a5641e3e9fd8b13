import { createApp } from '../app.ts';
import contract from '../contract/current.json' with { type: 'json' };
import { integrations } from '../integrations.ts';
import { secretFields } from '../platform/connection.ts';
import { asRecord, asString } from '../schema/json.ts';
import { ANY_EVENT } from '../triggers/define-event.ts';
import { prepareApp, serializeApp, validateApp } from './helpers/core-schema.ts';
import { events } from './helpers/sandbox.ts';
import { isTitleCase } from './publishing/checks.ts';
import { APPS, definitionOf } from './publishing/definition.ts';

/** The public keys of one kind, as `npm run docs` wrote them: renaming one breaks every Zap that uses it. */
const publicKeys = (kind: string): string[] =>
  Object.keys(contract.keys)
    .map((path) => path.split('/'))
    .flatMap(([first, key = '', ...inner]) => (first === kind && inner.length === 0 ? [key] : []));

const definition = () => definitionOf(integrations);

test.each(APPS)('core accepts the definition of $name', ({ chosen }) => {
  expect(validateApp(prepareApp(createApp(chosen)))).toEqual([]);
});

test('core rejects an invalid definition', () => {
  const app = createApp(integrations);
  for (const wrong of [{ version: 'one' }, { flags: { skipHttpPatch: 'yes' } }]) {
    expect(validateApp(prepareApp({ ...app, ...wrong })).length).toBeGreaterThan(0);
  }
});

test('triggers and connection fields have exactly the public keys', async () => {
  const { triggers, authentication } = await definition();
  expect(Object.keys(triggers).sort()).toEqual(publicKeys('trigger'));
  expect(
    Object.values(triggers)
      .map(({ key }) => key)
      .sort(),
  ).toEqual(publicKeys('trigger'));
  expect(authentication.fields.map(({ key }) => key).sort()).toEqual(publicKeys('connection'));
});

test('the keys of connection fields and sessions start with the key of their provider', () => {
  for (const { provider } of integrations) {
    const { fields, session } = provider.connection;
    const keys = [...Object.keys(fields), ...(session === undefined ? [] : [session])];
    expect(keys.filter((key) => !key.startsWith(`${provider.key}_`))).toEqual([]);
    expect(new Set(keys).size).toBe(keys.length);
  }
});

test('providers refer only to fields of their own connection', () => {
  const unknown = integrations.flatMap(({ provider: { key, connection, secret } }) => {
    const fields = Object.keys(connection.fields);
    const used = [...secretFields(secret), ...connection.credentials, ...connection.groups.flat()];
    return used.filter((field) => !fields.includes(field)).map((field) => `${key}: ${field}`);
  });
  expect(unknown).toEqual([]);
});

const triggerOf = async (key: string) => {
  const found = (await definition()).triggers[key];
  if (!found) throw new Error(`There is no trigger ${key}`);
  return found;
};

describe.each(events.map(({ key, provider }) => ({ key, provider })))('$key', ({ key, provider }) => {
  test('is a hook, with subscriptions if the provider has an API for them', async () => {
    const { operation } = await triggerOf(key);
    expect(operation['type']).toBe('hook');
    const steps = [operation.performSubscribe, operation.performUnsubscribe].filter(Boolean);
    expect(steps).toHaveLength(provider.subscriptions ? 2 : 0);
  });

  test('has directions if the user copies the URL: numbered steps and a separate note', async () => {
    const { directions } = (await triggerOf(key)).display;
    if (provider.subscriptions) return expect(directions).toBeUndefined();
    const [list = '', note = '', ...rest] = directions?.split('\n\n') ?? [];
    const lines = list.split('\n');
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.filter((line, index) => !line.startsWith(`${index + 1}. `))).toEqual([]);
    expect([note.startsWith('**Note:** '), note.includes('\n'), rest]).toEqual([true, false, []]);
    expect(directions?.length).toBeLessThanOrEqual(1000);
  });
});

/** Zapier’s guide: “New …”, “Updated …” or “New or Updated …”. Events of one object may be a noun with a participle. */
const followsGuide = (label: string): boolean =>
  isTitleCase(label) && (label.startsWith('New ') || label.startsWith('Updated ') || label.endsWith('ed'));

describe.each(APPS)('the triggers of $name', ({ chosen }) => {
  test('have unique labels and descriptions in the form of Zapier’s guide', async () => {
    const displays = Object.values((await definitionOf(chosen)).triggers).map(({ display }) => display);
    const labels = displays.map(({ label }) => label);
    const descriptions = displays.map(({ description }) => description);
    expect(labels.filter((label) => !followsGuide(label))).toEqual([]);
    expect(descriptions.filter((text) => !text.startsWith('Triggers when ') || !text.endsWith('.'))).toEqual([]);
    expect(labels.filter((label, index) => labels.indexOf(label) !== index)).toEqual([]);
    expect(descriptions.filter((text, index) => descriptions.indexOf(text) !== index)).toEqual([]);
  });

  test('have nouns in title case', async () => {
    const nouns = Object.values((await definitionOf(chosen)).triggers).map(({ noun }) => noun);
    expect(nouns.filter((noun) => !isTitleCase(noun))).toEqual([]);
  });
});

test('no two triggers of a provider have the same event, and each has the provider’s name of it', () => {
  const names = events.map(({ provider, type }) => `${provider.key} ${type}`);
  expect(new Set(names).size).toBe(names.length);
  for (const { key, provider, type, payload } of events) {
    expect(key.startsWith(`${provider.key}_`)).toBe(true);
    if (type !== ANY_EVENT) expect(provider.eventType({}, type) ?? type).toBe(type);
    expect(Object.keys(payload.shape).length).toBeGreaterThan(0);
  }
});

test('samples match their schemas and contain the event’s own type', () => {
  for (const { key, output, sample, provider, type } of events) {
    expect({ key, issues: output.safeParse(sample).error?.issues ?? [] }).toEqual({ key, issues: [] });
    if (type !== ANY_EVENT) expect(provider.eventType(sample, type)).toBe(type);
  }
});

const datesIn = (value: unknown): string[] => {
  if (typeof value === 'string') return /^\d{4}-\d\d-\d\d/.test(value) ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(datesIn) : [];
};

test('dates in samples are in ISO 8601 format with a zone', () => {
  const dates = events.flatMap(({ sample }) => datesIn(sample));
  // Builtfirst names the versions of a deal by a time without a zone.
  const withoutZone = dates.filter(
    (date) => !/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?$/.test(date),
  );
  expect(dates.length).toBeGreaterThan(40);
  expect([...new Set(withoutZone)]).toEqual(['2022-06-06 20:24:29.809']);
});

test('core takes no object of the definition for code', () => {
  // Core turns an object with one or two keys into a function if `source` contains “return” or `require` is a text.
  const codeIn = (value: unknown): unknown[] => {
    if (typeof value !== 'object' || value === null) return [];
    const { source, require } = asRecord(value);
    const hasCode = asString(source)?.includes('return') || Boolean(asString(require));
    const isCode = Object.keys(value).length <= 2 && hasCode;
    return [...(isCode ? [value] : []), ...Object.values(value).flatMap(codeIn)];
  };
  expect(codeIn(serializeApp(prepareApp(createApp(integrations))))).toEqual([]);
});

test('connection fields for secrets are password fields', () => {
  for (const { connection, secret } of integrations.map(({ provider }) => provider)) {
    const named = Object.keys(connection.fields).filter((key) => /(password|secret|token|api_key)$/.test(key));
    for (const key of new Set([...secretFields(secret), ...named])) {
      expect({ key, type: connection.fields[key]?.type }).toEqual({ key, type: 'password' });
    }
  }
});
