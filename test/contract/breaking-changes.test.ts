import released from '../../contract/released.json' with { type: 'json' };
import { breakingChanges, type Contract } from '../../scripts/contract/breaking-changes.ts';

/** A small released contract that does not depend on the app. */
const contract: Contract = {
  version: '1.4.0',
  keys: {
    'app/basekit': 'session',
    'app/basekit/connection/basekit_region': 'string',
    'app/basekit/connection/basekit_secret': 'password, required',
    authentication: 'session',
    'connection/basekit_region': 'string',
    'connection/basekit_secret': 'password',
    'create/send': 'action',
    'create/send/input/mode': 'string, required',
    'create/send/input/mode/choice/fast': 'choice',
    'create/send/input/mode/choice/slow': 'choice',
    'create/send/input/note': 'text',
    'create/send/input/properties': 'string, dict',
    'create/send/output/id': 'string',
    'trigger/order': 'REST hook',
    'trigger/order/input/status': 'string, list',
    'trigger/order/output/id': 'integer',
    'trigger/order/output/items[]name': 'string',
  },
};

/** The contract with other keys; `undefined` removes a key. */
const changed = (changes: Readonly<Record<string, string | undefined>>, version = contract.version): Contract => {
  const entries = Object.entries({ ...contract.keys, ...changes });
  return { version, keys: Object.fromEntries(entries.flatMap(([path, type]) => (type ? [[path, type]] : []))) };
};

/** The contract without a key and what belongs to it. */
const without = (path: string): Contract => {
  const gone = Object.keys(contract.keys).filter((key) => key === path || key.startsWith(`${path}/`));
  return changed(Object.fromEntries(gone.map((key) => [key, undefined])));
};

const found = (current: Contract) => breakingChanges(contract, current).map(({ code, path }) => ({ code, path }));

describe('a breaking change', () => {
  test.each([
    ['app_removed', 'app/basekit'],
    ['connection_removed', 'connection/basekit_region'],
    ['trigger_removed', 'trigger/order'],
    ['create_removed', 'create/send'],
    ['input_removed', 'create/send/input/mode'],
    ['choice_removed', 'create/send/input/mode/choice/fast'],
    ['output_removed', 'trigger/order/output/items[]name'],
  ])('has the code %s if %s is removed', (code, path) => {
    expect(found(without(path))).toEqual([{ code, path }]);
  });

  test.each([
    ['authentication_changed', 'authentication', 'oauth2'],
    ['app_changed', 'app/basekit', 'basic'],
    ['connection_changed', 'connection/basekit_region', 'password'],
    ['connection_required', 'connection/basekit_region', 'string, required'],
    ['connection_required', 'app/basekit/connection/basekit_region', 'string, required'],
    ['trigger_changed', 'trigger/order', 'static webhook'],
    ['input_changed', 'create/send/input/note', 'integer'],
    ['input_changed', 'trigger/order/input/status', 'string'],
    ['input_changed', 'create/send/input/properties', 'string'],
    ['input_required', 'create/send/input/note', 'text, required'],
    ['output_changed', 'trigger/order/output/id', 'string'],
  ])('has the code %s if %s becomes “%s”', (code, path, type) => {
    expect(found(changed({ [path]: type }))).toEqual([{ code, path }]);
  });

  test.each([
    ['connection_required', 'connection/basekit_site'],
    ['connection_required', 'app/basekit/connection/basekit_site'],
    ['input_required', 'create/send/input/tolerance'],
  ])('has the code %s if the new %s is required', (code, path) => {
    expect(found(changed({ [path]: 'string, required' }))).toEqual([{ code, path }]);
  });

  test('is found in a renamed output field', () => {
    const path = 'trigger/order/output/id';
    const renamed = changed({ [path]: undefined, 'trigger/order/output/order_id': 'integer' });
    expect(found(renamed)).toEqual([{ code: 'output_removed', path }]);
  });

  test('is reported twice if a field has another type and is newly required', () => {
    const path = 'create/send/input/note';
    expect(found(changed({ [path]: 'integer, required' }))).toEqual([
      { code: 'input_changed', path },
      { code: 'input_required', path },
    ]);
  });

  test('is found in any key of the last release', () => {
    const keys: Record<string, string> = { ...released.keys };
    const missed = Object.entries(keys).flatMap(([path, type]) => {
      if (path === 'authentication') return [];
      delete keys[path];
      const [change, ...others] = breakingChanges(released, { ...released, keys });
      keys[path] = type;
      return change?.path === path && others.length === 0 ? [] : [path];
    });
    expect(missed).toEqual([]);
  });

  test('names the key in its message', () => {
    const [first] = breakingChanges(contract, without('trigger/order'));
    expect(first?.message).toContain('trigger/order');
  });
});

describe('an addition passes', () => {
  test.each([
    ['a trigger with a required input', { 'trigger/a': 'REST hook', 'trigger/a/input/b': 'string, required' }],
    ['an action with a required input', { 'create/a': 'action', 'create/a/input/b': 'string, required' }],
    ['the app of a new provider', { 'app/a': 'session', 'app/a/connection/a_secret': 'password, required' }],
    ['an optional connection field', { 'connection/a_secret': 'password' }],
    ['an optional input', { 'trigger/order/input/only_confirmed': 'boolean' }],
    ['a choice', { 'create/send/input/mode/choice/medium': 'choice' }],
    ['an output field', { 'trigger/order/output/record_age_seconds': 'integer' }],
  ])('%s', (_name, added) => {
    expect(found(changed(added))).toEqual([]);
  });

  test('a required input that becomes optional', () => {
    expect(found(changed({ 'create/send/input/mode': 'string' }))).toEqual([]);
  });
});

describe('the version', () => {
  const breaking = { 'trigger/order': undefined };

  test.each(['2.0.0', '10.0.0'])('%s may break Zaps of version 1.4.0', (version) => {
    expect(found(changed(breaking, version))).toEqual([]);
  });

  test.each(['1.4.1', '1.10.0', '0.9.0'])('%s may not break them', (version) => {
    expect(found(changed(breaking, version))).toHaveLength(1);
  });
});
