import { createDefinition } from '../../app.ts';
import { integrations } from '../../integrations.ts';
import { fastDefinition } from '../../platform/fast-definition.ts';
import { prepareApp, serializeApp, validateApp } from '../helpers/core-schema.ts';

const plain = () => createDefinition(integrations);
const fast = () => fastDefinition(plain());

/** The serialized definition that Zapier reads when an app is pushed. */
const serialize = (app: object): string => JSON.stringify(serializeApp(prepareApp(app)));

type App = ReturnType<typeof plain>;
type Action = App['triggers'][string];

/** The app with a change to the operation of one trigger. */
const withOperation = (change: (operation: Action['operation']) => object) => {
  const app = plain();
  const [[key, trigger] = []] = Object.entries(app.triggers);
  if (key === undefined || !trigger) throw new Error('The app has no trigger');
  return { ...app, triggers: { ...app.triggers, [key]: { ...trigger, operation: change(trigger.operation) } } };
};

test('The fast definition is serialized like the plain one', () => {
  expect(serialize(fast())).toBe(serialize(plain()));
});

test('The fast definition is unchanged after many copies', () => {
  const app = fast();
  const first = serialize(app);
  for (let time = 0; time < 10; time += 1) expect(serialize(app)).toBe(first);
});

test('The fast definition is valid', () => {
  expect(validateApp(prepareApp(fast()))).toEqual([]);
});

test('Validation finds the same error in the fast definition as in the plain one', () => {
  const broken = withOperation((operation) => ({ ...operation, inputFields: [{ key: 1 }] }));
  const errors = validateApp(prepareApp(fastDefinition(broken)));
  expect(errors.length).toBeGreaterThan(0);
  expect(errors).toEqual(validateApp(prepareApp(broken)));
});

const computed = () => [{ key: 'computed' }];

test.each([
  ['in the list of input fields', (operation: Action['operation']) => ({ ...operation, inputFields: [computed] })],
  [
    'inside an input field',
    (operation: Action['operation']) => ({ ...operation, inputFields: [{ deep: { computed } }] }),
  ],
  ['in a sample', (operation: Action['operation']) => ({ ...operation, sample: { deep: { computed } } })],
  ['as the perform', (operation: Action['operation']) => ({ ...operation, perform: computed })],
])('A function %s is serialized', (_location, change) => {
  const app = withOperation(change);
  expect(serialize(app)).not.toBe(serialize(plain()));
  expect(serialize(fastDefinition(app))).toBe(serialize(app));
});

test('A function in a connection field is serialized', () => {
  const app = plain();
  const fields = [...app.authentication.fields, { key: 'computed', choices: { computed } }];
  const changed = { ...app, authentication: { ...app.authentication, fields } };
  expect(serialize(fastDefinition(changed))).toBe(serialize(changed));
  expect(serialize(changed)).toContain('{"key":"computed","choices":{"computed":"$func$');
});

// The other tests would detect nothing otherwise.
test('Zapier does not serialize a function in an object that is not plain', () => {
  class Opaque {
    readonly computed = computed;
  }
  const app = withOperation((operation) => ({ ...operation, sample: new Opaque() }));
  const plainSample = withOperation((operation) => ({ ...operation, sample: { computed } }));
  expect(serialize(app)).not.toBe(serialize(plainSample));
});

/** The number of objects and arrays that Zapier copied. */
const countCopies = (before: unknown, after: unknown): number => {
  if (typeof after !== 'object' || after === null) return 0;
  const source = Object(before);
  const inner = Object.entries(after).reduce((sum, [key, value]) => sum + countCopies(source[key], value), 0);
  return inner + (before === after ? 0 : 1);
};

test('Zapier copies as few objects for a hundred triggers as for one', () => {
  const app = plain();
  const [trigger] = Object.values(app.triggers);
  const copiesFor = (count: number) => {
    const triggers = Object.fromEntries(
      Array.from({ length: count }, (_, at) => [`t${at}`, { ...trigger, key: `t${at}` }]),
    );
    const definition = fastDefinition({ ...plain(), triggers });
    return countCopies(definition, prepareApp(definition));
  };
  expect(copiesFor(100)).toBe(copiesFor(1));
});
