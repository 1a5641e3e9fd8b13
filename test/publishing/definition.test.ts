import { inThisProcess } from 'zapier-local';
import { createAppHandler } from 'zapier-platform-core';
import { createApp } from '../../app.ts';
import { type Integration, integrations } from '../../integrations.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { CHECKS } from './checks.ts';
import { APPS, type Definition, definitionOf, type Step, stepsOf } from './definition.ts';
import { brokenFields, outputFields } from './respects.ts';

const app = inThisProcess(createAppHandler(createApp(integrations)));

/** Zapier discourages static webhooks, but these providers have no API for webhooks: see docs/publishing.md. */
const staticKeys = (chosen: readonly Integration[]): string[] =>
  chosen.filter(({ provider }) => !provider.subscriptions).flatMap(({ events }) => events.map(({ key }) => key));

/** A change that breaks each check. Without it, a check that looks at nothing would pass. */
const VIOLATIONS: Readonly<Record<keyof typeof CHECKS, (step: Step, definition: Definition) => void>> = {
  D001: ({ operation }) => operation.inputFields.push({ key: 'api_key', label: 'API Key' }),
  D002: (_step, { authentication }) =>
    authentication.fields.push({ key: 'k', label: 'K', helpText: 'See the settings page.', required: true }),
  D003: (_step, { authentication }) => delete authentication.connectionLabel,
  D006: ({ operation }) => delete operation.performList,
  D007: ({ display }) => Object.assign(display, { description: 'Triggers when http://example.com says so.' }),
  D012: ({ operation }) => delete operation.sample,
  D016: (step, definition) => {
    delete step.operation.performUnsubscribe;
    Object.assign(definition, { triggers: { [step.key]: step }, creates: {} });
  },
  D017: ({ operation }) => delete operation.performSubscribe,
  D018: ({ display }) => Object.assign(display, { label: 'New contact' }),
  D021: ({ display }) => Object.assign(display, { description: 'Triggers whenever there is a contact.' }),
  D023: ({ operation }) => Object.assign(operation, { sample: { list: [{ at: '2019-08-01T06:50:30' }] } }),
  D028: (_step, { flags }) => Object.assign(flags, { cleanInputData: true }),
};

describe.each(Object.entries(CHECKS))('%s', (code, check) => {
  test.each(APPS)('holds for $name', async ({ chosen }) => {
    expect(check(await definitionOf(chosen))).toEqual(code === 'D017' ? staticKeys(chosen) : []);
  });

  test('finds a violation', async () => {
    const definition = await definitionOf(integrations);
    const [step] = Object.values(definition.triggers);
    if (!step) throw new Error('The app has no trigger');
    const before = check(definition).length;
    for (const [name, violate] of Object.entries(VIOLATIONS)) if (name === code) violate(step, definition);
    expect(check(definition).length).toBe(before + 1);
  });
});

describe('D024', () => {
  test('every sample matches the output fields', async () => {
    const { triggers, creates } = await definitionOf(integrations);
    const kinds = [
      ...Object.keys(triggers).map((key) => `triggers.${key}`),
      ...Object.keys(creates).map((key) => `creates.${key}`),
    ];
    for (const place of kinds) {
      const outcome = await app.invoke({
        command: 'execute',
        method: `${place}.operation.outputFields`,
        bundle: {},
      });
      const fields = outputFields.parse(outcome.ok ? outcome.results : outcome.error);
      const [kind, key = ''] = place.split('.');
      const sample = (kind === 'triggers' ? triggers : creates)[key]?.operation.sample;
      expect(fields.length).toBeGreaterThan(0);
      expect({ place, broken: brokenFields(fields, sample) }).toEqual({ place, broken: [] });
    }
  });

  test.each([
    ['a type', [{ key: 'id', type: 'integer' }], { id: '1' }],
    [
      'a type in a list',
      [{ key: 'a__items[]price', type: 'number' }],
      { a: { items: [{ price: 1 }, { price: '2' }] } },
    ],
    ['a date without zone', [{ key: 'at', type: 'datetime' }], { at: '2019-08-01T06:50:30' }],
    ['a required field', [{ key: 'email', required: true }], { id: 1 }],
  ])('finds %s that does not match', (_what, fields, sample) => {
    expect(brokenFields(fields, sample)).toHaveLength(1);
  });
});

describe('D026', () => {
  const isAddress = (key: string) => /url|domain|host|site/i.test(key) && !/token/.test(key);
  const addresses = integrations.flatMap((one) =>
    Object.entries(one.provider.connection.fields)
      .filter(([key]) => isAddress(key))
      .map(([key, { label }]) => ({ key, label, one })),
  );
  const BAD = [
    'javascript:alert(1)',
    'http://rest.example.com',
    'https://me@rest.example.com',
    'rest.example.com/../x',
    '4/../5 ?',
  ];

  test('there is a field to check', () => expect(addresses.length).toBeGreaterThan(0));

  test.each(addresses)('$key is validated before anything is sent there', async ({ key, label, one }) => {
    const keys = Object.keys(one.provider.connection.fields);
    const good = Object.fromEntries(keys.map((name) => [name, 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']));
    for (const value of BAD) {
      const event = {
        command: 'execute',
        method: 'authentication.test',
        bundle: { authData: { ...good, [key]: value } },
      } as const;
      const outcome = await app.invoke(event);
      expect(outcome.ok ? 'accepted' : outcome.error.message).toContain(label);
    }
  });

  test('no field relies on inputFormat', async () => {
    const { authentication } = await definitionOf(integrations);
    expect(authentication.fields.filter(({ inputFormat }) => inputFormat !== undefined)).toEqual([]);
  });
});

describe('D027', () => {
  test('core is pinned to the version that runs', async () => {
    const { platformVersion, version } = await definitionOf(integrations);
    const wanted = packageJson.dependencies['zapier-platform-core'];
    expect(wanted).toMatch(/^\d+\.\d+\.\d+$/);
    expect(platformVersion).toBe(wanted);
    expect(packageJson.devDependencies['zapier-platform-cli']).toBe(wanted);
    expect(version).toBe(packageJson.version);
  });
});

test('every app has steps to check', async () => {
  for (const { chosen } of APPS) expect(stepsOf(await definitionOf(chosen)).length).toBeGreaterThan(1);
});
