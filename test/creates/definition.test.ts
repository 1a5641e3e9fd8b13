import { createAction } from '../../creates/create-action.ts';
import { verifyDelivery } from '../../creates/verify-delivery.ts';
import { integrations } from '../../integrations.ts';
import { act } from '../helpers/actions.ts';
import { plainFields } from '../helpers/fields.ts';
import { openBench } from '../helpers/sandbox.ts';
import { leavesOf } from '../helpers/schema-walk.ts';
import { GENUINE, inputsOf, verifyOn } from './genuine.ts';

const bench = openBench();
const HOOK = 'https://hooks.example.com/hooks/catch/1';
const creates = [
  ...integrations.flatMap(({ actions: own = [] }) => own),
  verifyDelivery(integrations.map(({ provider }) => provider)),
].map(createAction);

/** A successful run of each action. */
const RUNS: Readonly<Record<string, () => Promise<{ output: object }>>> = {
  basekit_create_webhook_subscription: () =>
    act(bench, 'basekit_create_webhook_subscription', { event: 'site.publish', url: HOOK }),
  buildr_create_webhook: () =>
    act(bench, 'buildr_create_webhook', {
      event_types: ['contact.create'],
      url: HOOK,
      description: 'x',
      rate_limit: 5,
    }),
  freshpaint_track_event: () => act(bench, 'freshpaint_track_event', { event: 'x', user_id: 'y' }),
  freshpaint_identify_user: () => act(bench, 'freshpaint_identify_user', { user_id: 'y' }),
  verify_delivery: () => {
    const [first] = GENUINE;
    if (!first) throw new Error('GENUINE is empty');
    return verifyOn(bench, inputsOf(first));
  },
};

const kindOf = (value: unknown): string =>
  value === null ? 'null' : Array.isArray(value) ? `list of ${typeof value[0]}` : typeof value;

test('every action of the app is tested here', () => {
  expect(creates.map(({ key }) => key).sort()).toEqual(Object.keys(RUNS).sort());
});

describe.each(creates)('$key', ({ key, operation }) => {
  const fields = operation.outputFields.flatMap((make) => make());
  const sample: Readonly<Record<string, unknown>> = operation.sample;

  // The fields of an open object are not known: Zapier labels them when they arrive.
  const isOpen = (name: string) => JSON.stringify(sample[name]) === '{}';
  const known = fields.filter((field) => !isOpen(field.key));

  test('has an output field for each value of its sample, and no others', () => {
    const expected = leavesOf(sample).filter((name) => !isOpen(name));
    expect(known.map((field) => field.key).sort()).toEqual(expected.sort());
  });

  test('has output fields of the same types as its sample', () => {
    const types: Record<string, string[]> = {
      string: ['string', 'null', 'list of string'],
      integer: ['number', 'null'],
      number: ['number', 'null'],
      boolean: ['boolean', 'null'],
      datetime: ['string', 'null'],
    };
    for (const { key: name, type } of known) expect(types[type]).toContain(kindOf(sample[name]));
  });

  test('returns output of the same shape as its sample', async () => {
    const { output } = await (RUNS[key]?.() ?? Promise.resolve({ output: {} }));
    expect(Object.keys(output).sort()).toEqual(Object.keys(sample).sort());
    for (const [name, value] of Object.entries(output)) {
      const kinds = [kindOf(sample[name]), 'null'];
      if (sample[name] !== null) expect(kinds).toContain(kindOf(value));
    }
  });

  test('has inputs with unique keys and labels, each with a help text', async () => {
    const inputFields = await plainFields(operation.inputFields);
    const labels = inputFields.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(new Set(inputFields.map((field) => field.key)).size).toBe(labels.length);
    for (const { helpText } of inputFields) {
      expect(helpText.length).toBeGreaterThan(20);
      expect(helpText.length).toBeLessThanOrEqual(1000);
    }
  });
});
