import { prepareApp, serializeApp, validateApp } from 'zapier-platform-core/src/tools/schema';
import { createDefinition } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { fastDefinition } from '../../platform/fast-definition.ts';

const plain = () => createDefinition(integrations);
const lean = () => fastDefinition(plain());

/** What Zapier reads when an app is pushed. */
const readByZapier = (app: object): string => JSON.stringify(serializeApp(prepareApp(app)));

type App = ReturnType<typeof plain>;
type Action = App['triggers'][string];

/** The app with one trigger's operation changed. */
const withOperation = (change: (operation: Action['operation']) => object) => {
  const app = plain();
  const [[key, trigger] = []] = Object.entries(app.triggers);
  if (key === undefined || !trigger) throw new Error('The app has no trigger');
  return { ...app, triggers: { ...app.triggers, [key]: { ...trigger, operation: change(trigger.operation) } } };
};

test('a lean definition says the same as the plain one, to the letter', () => {
  expect(readByZapier(lean())).toBe(readByZapier(plain()));
});

test('a lean definition is the same again when Zapier has copied it many times', () => {
  const app = lean();
  const first = readByZapier(app);
  for (let time = 0; time < 10; time += 1) expect(readByZapier(app)).toBe(first);
});

test('Zapier’s schema finds nothing wrong with it', () => {
  expect(validateApp(prepareApp(lean()))).toEqual([]);
});

test('Zapier’s schema sees into it: a field of the wrong type is found in the lean definition as in the plain one', () => {
  const broken = withOperation((operation) => ({ ...operation, inputFields: [{ key: 1 }] }));
  const found = validateApp(prepareApp(fastDefinition(broken)));
  expect(found.length).toBeGreaterThan(0);
  expect(found).toEqual(validateApp(prepareApp(broken)));
});

const computed = () => [{ key: 'computed' }];

test.each([
  ['among the input fields', (operation: Action['operation']) => ({ ...operation, inputFields: [computed] })],
  [
    'inside an input field',
    (operation: Action['operation']) => ({ ...operation, inputFields: [{ deep: { computed } }] }),
  ],
  ['in a sample', (operation: Action['operation']) => ({ ...operation, sample: { deep: { computed } } })],
  ['as the perform', (operation: Action['operation']) => ({ ...operation, perform: computed })],
])('a function %s reaches Zapier', (_where, change) => {
  const app = withOperation(change);
  expect(readByZapier(app)).not.toBe(readByZapier(plain()));
  expect(readByZapier(fastDefinition(app))).toBe(readByZapier(app));
});

test('a function inside a field of the connection reaches Zapier', () => {
  const app = plain();
  const fields = [...app.authentication.fields, { key: 'computed', choices: { computed } }];
  const changed = { ...app, authentication: { ...app.authentication, fields } };
  expect(readByZapier(fastDefinition(changed))).toBe(readByZapier(changed));
  expect(readByZapier(changed)).toContain('{"key":"computed","choices":{"computed":"$func$');
});

test('what the comparison rests on: Zapier does not see a function inside an object that is not plain', () => {
  class Opaque {
    readonly computed = computed;
  }
  const app = withOperation((operation) => ({ ...operation, sample: new Opaque() }));
  const seen = withOperation((operation) => ({ ...operation, sample: { computed } }));
  expect(readByZapier(app)).not.toBe(readByZapier(seen));
});

/** The objects and arrays of a definition that Zapier made anew in a copy. */
const copied = (before: unknown, after: unknown): number => {
  if (typeof after !== 'object' || after === null) return 0;
  const source = Object(before);
  const inner = Object.entries(after).reduce((sum, [key, value]) => sum + copied(source[key], value), 0);
  return inner + (before === after ? 0 : 1);
};

test('Zapier makes as few copies for a hundred triggers as for one', () => {
  const app = plain();
  const [trigger] = Object.values(app.triggers);
  const grown = (count: number) => {
    const triggers = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`t${at}`, { ...trigger, key: `t${at}` }]),
    );
    const definition = fastDefinition({ ...plain(), triggers });
    return copied(definition, prepareApp(definition));
  };
  expect(grown(100)).toBe(grown(1));
});
