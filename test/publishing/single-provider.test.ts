import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { integrations } from '../../integrations.ts';
import { bundleApp } from '../../scripts/publishing/bundle.ts';
import { selectProviders } from '../../scripts/publishing/selection.ts';
import { definitionOf, stepsOf } from './definition.ts';

const keys = integrations.map(({ provider }) => provider.key);
const whole = definitionOf(integrations);

/** A file of one provider: `providers/firespring/api.ts`, `providers/builtfirst.ts`. */
const ownerOf = (path: string): string | undefined => /^(?:providers|triggers|creates)\/(\w+)[/.]/.exec(path)?.[1];

describe.each(integrations.map((one) => ({ label: one.provider.label, key: one.provider.key, one })))(
  '$label’s own app',
  ({ label, key, one }) => {
    const alone = definitionOf([one]);

    test('requires the fields without which nothing works, and no others', async () => {
      const { fields } = (await alone).authentication;
      expect(fields.filter(({ required }) => required).map((field) => field.key)).toEqual(
        one.provider.connection.groups[0],
      );
    });

    test('says its name in no label', async () => {
      const definition = await alone;
      const labels = [...definition.authentication.fields, ...stepsOf(definition).map(({ display }) => display)];
      expect(labels.map((named) => named.label).filter((text) => text.includes(label) || text.length < 2)).toEqual([]);
    });

    test('names its fields by their new labels wherever it names them', async () => {
      const text = JSON.stringify(await alone);
      for (const field of Object.values(one.provider.connection.fields)) {
        expect(text).not.toContain(`${label} ${field.label}`);
      }
    });

    test('keeps every key', async () => {
      const { authentication, triggers, creates } = await alone;
      const all = await whole;
      expect(Object.keys(triggers)).toEqual(Object.keys(all.triggers).filter((name) => name.startsWith(`${key}_`)));
      expect(Object.keys(all.creates)).toEqual(expect.arrayContaining(Object.keys(creates)));
      expect(authentication.fields.every((field) => field.key.startsWith(`${key}_`))).toBe(true);
    });

    test('has no code of another provider in its bundle', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
      const outfile = join(folder, 'index.js');
      const { inputs, text } = await bundleApp(selectProviders(key), outfile)
        .then(async (bundle) => ({ ...bundle, text: await readFile(outfile, 'utf8') }))
        .finally(() => rm(folder, { recursive: true }));
      const others = keys.filter((other) => other !== key);
      expect(inputs.filter((path) => others.includes(ownerOf(path) ?? ''))).toEqual([]);
      expect(inputs.some((path) => ownerOf(path) === key)).toBe(true);
      expect(others.filter((other) => new RegExp(`\\b${other}`, 'i').test(text))).toEqual([]);
    });
  },
);

describe('PROVIDERS', () => {
  test('is every provider when it is empty, or names them all', () => {
    expect(selectProviders('')).toEqual({ integrations, isWhole: true, name: '' });
    expect(selectProviders(keys.join(','))).toEqual({ integrations, isWhole: true, name: '' });
  });

  test('takes any few, in any order and spelling', () => {
    const { integrations: chosen, isWhole, name } = selectProviders(' Buildr, basekit ,');
    expect(chosen.map(({ provider }) => provider.key)).toEqual(['basekit', 'buildr']);
    expect({ isWhole, name }).toEqual({ isWhole: false, name: 'basekit-buildr' });
  });

  test('says which names it does not know, and which it does', () => {
    expect(() => selectProviders('basekit,shopify')).toThrow(
      `PROVIDERS names shopify, which is no provider. Choose from ${keys.join(', ')}.`,
    );
  });

  test('with several, no field is required and every label says whose it is', async () => {
    const { integrations: chosen } = selectProviders('basekit,buildr');
    const { authentication } = await definitionOf(chosen);
    expect(
      authentication.fields.filter(({ required, label }) => required || !/^(BaseKit|Buildr) /.test(label)),
    ).toEqual([]);
  });
});
