import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrations } from '../../integrations.ts';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';
import { definitionOf, stepsOf } from './definition.ts';

const keys = integrations.map(({ provider }) => provider.key);
const whole = () => definitionOf(integrations);

/** The provider of a file such as `providers/firespring/api.ts`. */
const ownerOf = (path: string): string | undefined =>
  /^(?:providers|triggers|creates)\/([\w-]+)\//.exec(path)?.[1]?.replaceAll('-', '_');

const readAll = async (folder: string): Promise<string> => {
  const names = await readdir(folder);
  return (await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
};

describe.each(integrations.map((one) => ({ label: one.provider.label, key: one.provider.key, one })))(
  '$label’s own app',
  ({ label, key, one }) => {
    const single = () => definitionOf([one]);

    test('requires only the fields that triggers need', async () => {
      const { fields } = (await single()).authentication;
      expect(fields.filter(({ required }) => required).map((field) => field.key)).toEqual(
        one.provider.connection.groups[0],
      );
    });

    test('has no label with the provider’s name', async () => {
      const definition = await single();
      const labels = [...definition.authentication.fields, ...stepsOf(definition).map(({ display }) => display)];
      expect(labels.map((named) => named.label).filter((text) => text.includes(label) || text.length < 2)).toEqual([]);
    });

    test('refers to its fields by their labels in this app', async () => {
      const text = JSON.stringify(await single());
      for (const field of Object.values(one.provider.connection.fields)) {
        expect(text).not.toContain(`${label} ${field.label}`);
      }
    });

    test('has the same keys as the whole app', async () => {
      const { authentication, triggers, creates } = await single();
      const all = await whole();
      expect(Object.keys(triggers)).toEqual(Object.keys(all.triggers).filter((name) => name.startsWith(`${key}_`)));
      expect(Object.keys(all.creates)).toEqual(expect.arrayContaining(Object.keys(creates)));
      expect(authentication.fields.every((field) => field.key.startsWith(`${key}_`))).toBe(true);
    });

    test('has a bundle without code of other providers', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
      const { inputs, text } = await bundleApp(selectProviders(key), folder)
        .then(async (bundle) => ({ ...bundle, text: await readAll(folder) }))
        .finally(() => rm(folder, { recursive: true }));
      const others = keys.filter((other) => other !== key);
      expect(inputs.filter((path) => others.includes(ownerOf(path) ?? ''))).toEqual([]);
      expect(inputs.some((path) => ownerOf(path) === key)).toBe(true);
      expect(others.filter((other) => new RegExp(`\\b${other}`, 'i').test(text))).toEqual([]);
    });
  },
);

describe('PROVIDERS', () => {
  test('selects all providers if it is empty or lists them all', () => {
    expect(selectProviders('')).toEqual({ integrations, hasAllProviders: true, name: '' });
    expect(selectProviders(keys.join(','))).toEqual({ integrations, hasAllProviders: true, name: '' });
  });

  test('selects some providers in any order, regardless of case', () => {
    const { integrations: chosen, hasAllProviders, name } = selectProviders(' Buildr, basekit ,');
    expect(chosen.map(({ provider }) => provider.key)).toEqual(['basekit', 'buildr']);
    expect({ hasAllProviders, name }).toEqual({ hasAllProviders: false, name: 'basekit-buildr' });
  });

  test('is refused with unknown providers, and the error lists the known ones', () => {
    expect(() => selectProviders('basekit,shopify')).toThrow(
      `PROVIDERS contains unknown providers: shopify. Choose from ${keys.join(', ')}.`,
    );
  });

  test('with several providers makes every field optional and every label start with the provider’s name', async () => {
    const { integrations: chosen } = selectProviders('basekit,buildr');
    const { authentication } = await definitionOf(chosen);
    expect(
      authentication.fields.filter(({ required, label }) => required || !/^(BaseKit|Buildr) /.test(label)),
    ).toEqual([]);
  });
});
